import type { Roadmap, Section } from '../roadmap/schema.ts';
import { itemsInPlace, markDay, setStatus, tick, type ItemInPlace } from './changes.ts';
import { completionOf, tickableItems } from './completion.ts';
import type { DayLabel, ProgressRecord } from './record.ts';
import type { Status } from './registers.ts';
import type { Moment } from './stamp.ts';

/** What a learner means by one action in tree or panel, on a roadmap and today. */
export interface Scene {
  readonly roadmap: Roadmap;
  readonly today: DayLabel;
  readonly moment: Moment;
}

/** Sets the status of items by id. Ids that the roadmap does not have, or that a choice left out, are passed over. */
export function setStatusOf(
  record: ProgressRecord,
  ids: readonly string[],
  status: Status,
  scene: Scene,
): ProgressRecord {
  const wanted = new Set(ids);
  return inSections(record, wanted, scene, (before, places) =>
    setStatus(before, scene.roadmap.id, places, status, scene.moment),
  );
}

/** What a check box does, by item id. */
export function tickItem(record: ProgressRecord, id: string, ticked: boolean, scene: Scene): ProgressRecord {
  return inSections(record, new Set([id]), scene, (before, places) =>
    places.reduce((next, place) => tick(next, scene.roadmap.id, place, ticked, scene.today, scene.moment), before),
  );
}

function inSections(
  record: ProgressRecord,
  ids: ReadonlySet<string>,
  { roadmap, today }: Scene,
  change: (record: ProgressRecord, places: readonly ItemInPlace[]) => ProgressRecord,
): ProgressRecord {
  return roadmap.phases
    .flatMap(({ sections }) => sections)
    .reduce((before, section) => {
      const open = new Set(tickableItems(before, roadmap.id, section.items).map(({ id }) => id));
      const places = itemsInPlace(section.items).filter(({ item }) => ids.has(item.id) && open.has(item.id));
      if (places.length === 0) return before;
      const after = change(before, places);
      return isFinished(after, roadmap.id, section, today) && !isFinished(before, roadmap.id, section, today)
        ? markDay(after, today, 'exercise')
        : after;
    }, record);
}

/** A finished exercise makes a study day. */
function isFinished(record: ProgressRecord, roadmap: string, section: Section, today: DayLabel): boolean {
  return section.kind === 'exercise' && completionOf(record, roadmap, section.items, today).allDone;
}

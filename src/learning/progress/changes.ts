import type { Group, Item, ItemNode } from '../roadmap/schema.ts';
import { periodOf } from '../time/day.ts';
import { chosenOf, countOf, keyOf, markKey, progressOf } from './progress.ts';
import type { DayLabel, ProgressRecord } from './record.ts';
import { setValue, valuesOf, type Status } from './registers.ts';
import type { Moment } from './stamp.ts';

/** Sets the status of items. A choice that an item stands in and that is still open is made by it. */
export function setStatus(
  record: ProgressRecord,
  roadmap: string,
  items: readonly ItemInPlace[],
  status: Status,
  moment: Moment,
): ProgressRecord {
  return items.reduce((before, { item, path }) => {
    const after = status === 'todo' ? lowerCount(before, roadmap, item, moment) : chooseAlong(before, roadmap, { item, path }, moment);
    return setValue(after, 'status', keyOf(roadmap, item.id), status === 'todo' ? null : status, moment);
  }, record);
}

/** What a check box does: ticks or unticks an item; of a recurring item, the period that today lies in. */
export function tick(
  record: ProgressRecord,
  roadmap: string,
  place: ItemInPlace,
  ticked: boolean,
  today: DayLabel,
  moment: Moment,
): ProgressRecord {
  const { item } = place;
  if (!item.every) return setStatus(record, roadmap, [place], ticked ? 'done' : 'todo', moment);
  const key = markKey(keyOf(roadmap, item.id), periodOf(today, item.every));
  const marked = setValue(chooseAlong(record, roadmap, place, moment), 'mark', key, ticked ? true : null, moment);
  return ticked ? marked : setValue(marked, 'status', keyOf(roadmap, item.id), null, moment);
}

/** Whether the check box of an item shows a tick. */
export function isTicked(record: ProgressRecord, roadmap: string, item: Item, today: DayLabel): boolean {
  const { status, markedNow } = progressOf(record, roadmap, item, today);
  return status === 'done' || markedNow === true;
}

/** Adds to a counter (or takes away, down to 0). */
export function addToCounter(record: ProgressRecord, itemKey: string, change: number, moment: Moment): ProgressRecord {
  const bounded = Math.max(change, -countOf(record, itemKey));
  if (bounded === 0) return record;
  const sessions = record.counters[itemKey] ?? {};
  const [added, taken] = sessions[moment.session] ?? [0, 0];
  const mine: readonly [number, number] = bounded > 0 ? [added + bounded, taken] : [added, taken - bounded];
  return { ...record, counters: { ...record.counters, [itemKey]: { ...sessions, [moment.session]: mine } } };
}

/** Chooses children of a group; an empty list opens the choice again. Nothing that was ticked is lost. */
export function choose(record: ProgressRecord, roadmap: string, group: Group, ids: readonly string[], moment: Moment): ProgressRecord {
  const wanted = ids.slice(0, group.choose ?? 0);
  return setValue(record, 'choice', keyOf(roadmap, group.id), wanted.length > 0 ? [...wanted] : null, moment);
}

/** Marks a day as a study day for a reason besides minutes. */
export function markDay(record: ProgressRecord, day: DayLabel, reason: 'exercise' | 'verified'): ProgressRecord {
  const reasons = record.days[day] ?? [];
  if (reasons.includes(reason)) return record;
  return { ...record, days: { ...record.days, [day]: [...reasons, reason].toSorted() } };
}

/** Follows a roadmap from a day on and makes it the current one. */
export function follow(record: ProgressRecord, roadmap: string, today: DayLabel, moment: Moment): ProgressRecord {
  const followed = valuesOf(record, 'follow').has(roadmap) ? record : setValue(record, 'follow', roadmap, today, moment);
  return setValue(followed, 'current', 'roadmap', roadmap, moment);
}

/** An item with the groups that it stands in, outermost first. */
export interface ItemInPlace {
  readonly item: Item;
  readonly path: readonly Group[];
}

/** Every item below some nodes, with its place. */
export function itemsInPlace(nodes: readonly ItemNode[], path: readonly Group[] = []): readonly ItemInPlace[] {
  return nodes.flatMap((node) =>
    node.type === 'item' ? [{ item: node, path }] : itemsInPlace(node.children, [...path, node]),
  );
}

/** Makes the open choices on the way to an item in its favour. */
function chooseAlong(record: ProgressRecord, roadmap: string, { item, path }: ItemInPlace, moment: Moment): ProgressRecord {
  return path.reduce((before, group, depth) => {
    if (group.choose === undefined) return before;
    const next = (path[depth + 1] ?? item).id;
    const chosen = chosenOf(before, roadmap, group);
    if (chosen.includes(next) || chosen.length >= group.choose) return before;
    return choose(before, roadmap, group, [...chosen, next], moment);
  }, record);
}

function lowerCount(record: ProgressRecord, roadmap: string, item: Item, moment: Moment): ProgressRecord {
  if (!item.count || item.every) return record;
  const key = keyOf(roadmap, item.id);
  const over = countOf(record, key) - item.count.target + 1;
  return over > 0 ? addToCounter(record, key, -over, moment) : record;
}

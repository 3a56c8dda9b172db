import type { Group, Item, ItemNode } from '../roadmap/schema.ts';
import { periodOf } from '../time/day.ts';
import { chosenOf, countOf, keyOf, markedPeriods, markKey, placesOf, progressOf, sumOf } from './progress.ts';
import type { DayLabel, ProgressRecord } from './record.ts';
import { setValue, valuesOf, type Status } from './registers.ts';
import type { Moment } from './stamp.ts';

/**
 * Sets the status of items. A choice that an item stands in and that is still open is made by beginning or finishing the item;
 * skipping one of several alternatives chooses nothing.
 */
export function setStatus(
  record: ProgressRecord,
  roadmap: string,
  items: readonly ItemInPlace[],
  status: Status,
  moment: Moment,
): ProgressRecord {
  return items.reduce((before, { item, path }) => {
    const lowered = status === 'todo' || status === 'doing' ? lowerCount(before, roadmap, item, moment) : before;
    const after =
      status === 'doing' || status === 'done' ? chooseAlong(lowered, roadmap, { item, path }, moment) : lowered;
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
  if (!ticked) return setStatus(setValue(record, 'mark', key, null, moment), roadmap, [place], 'todo', moment);
  const marked = setValue(chooseAlong(record, roadmap, place, moment), 'mark', key, true, moment);
  const isSkipped = progressOf(marked, roadmap, item, today).status === 'skipped';
  return isSkipped ? setValue(marked, 'status', keyOf(roadmap, item.id), null, moment) : marked;
}

/** Whether the check box of an item shows a tick. */
export function isTicked(record: ProgressRecord, roadmap: string, item: Item, today: DayLabel): boolean {
  const { status, markedNow } = progressOf(record, roadmap, item, today);
  return status === 'done' || markedNow === true;
}

/** Adds to a counter (or takes away, down to 0). */
export function addToCounter(record: ProgressRecord, itemKey: string, change: number, moment: Moment): ProgressRecord {
  const sum = sumOf(record, itemKey);
  // A sum below 0 shows as 0: what is added has to show whole.
  const bounded = change > 0 ? change - Math.min(0, sum) : Math.max(change, -Math.max(0, sum));
  if (bounded === 0) return record;
  const sessions = record.counters[itemKey] ?? {};
  const [added, taken] = sessions[moment.session] ?? [0, 0];
  const mine: readonly [number, number] = bounded > 0 ? [added + bounded, taken] : [added, taken - bounded];
  return { ...record, counters: { ...record.counters, [itemKey]: { ...sessions, [moment.session]: mine } } };
}

/** Chooses children of a group; an empty list opens the choice again. Nothing that was ticked is lost. */
export function choose(
  record: ProgressRecord,
  roadmap: string,
  group: Group,
  ids: readonly string[],
  moment: Moment,
): ProgressRecord {
  const wanted = group.choose === undefined ? [] : [...new Set(ids)].slice(0, placesOf(group));
  return setValue(record, 'choice', keyOf(roadmap, group.id), wanted.length > 0 ? wanted : null, moment);
}

/** Marks a day as a study day for a reason besides minutes. */
export function markDay(record: ProgressRecord, day: DayLabel, reason: 'exercise' | 'verified'): ProgressRecord {
  const reasons = record.days[day] ?? [];
  if (reasons.includes(reason)) return record;
  return { ...record, days: { ...record.days, [day]: [...reasons, reason].toSorted() } };
}

/** Follows a roadmap from a day on and makes it the current one. */
export function follow(record: ProgressRecord, roadmap: string, today: DayLabel, moment: Moment): ProgressRecord {
  const followed = valuesOf(record, 'follow').has(roadmap)
    ? record
    : setValue(record, 'follow', roadmap, today, moment);
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
function chooseAlong(
  record: ProgressRecord,
  roadmap: string,
  { item, path }: ItemInPlace,
  moment: Moment,
): ProgressRecord {
  return path.reduce((before, group, depth) => {
    if (group.choose === undefined) return before;
    const next = (path[depth + 1] ?? item).id;
    const chosen = chosenOf(before, roadmap, group);
    if (chosen.includes(next) || chosen.length >= placesOf(group)) return before;
    return choose(before, roadmap, group, [...chosen, next], moment);
  }, record);
}

/** Takes a counter, or the newest ticks of a recurring item, to one below the target, since a full count is done whatever the status says. */
function lowerCount(record: ProgressRecord, roadmap: string, item: Item, moment: Moment): ProgressRecord {
  if (!item.count) return record;
  const key = keyOf(roadmap, item.id);
  if (item.every) {
    const periods = markedPeriods(record, key);
    const surplus = periods.slice(0, Math.max(0, periods.length - item.count.target + 1));
    return surplus.reduce((before, period) => setValue(before, 'mark', markKey(key, period), null, moment), record);
  }
  const over = countOf(record, key) - item.count.target + 1;
  return over > 0 ? addToCounter(record, key, -over, moment) : record;
}

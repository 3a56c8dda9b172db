import type { Group, Item, ItemNode } from '../roadmap/schema.ts';
import { periodOf } from '../time/day.ts';
import type { DayLabel, ProgressRecord } from './record.ts';
import { valueOf, type Status, type ValueOf } from './registers.ts';

/** `<roadmap>:<id>`: the key of an item, group, section or resource in the record. */
export function keyOf(roadmap: string, id: string): string {
  return `${roadmap}:${id}`;
}

/** Proof beside the status. `stale`: files changed since ("Not rechecked"). */
export type Proof = 'verified' | 'broken' | 'stale';

/** Where the learner is with one item. */
export interface ItemProgress {
  readonly status: Status;
  readonly proof?: Proof | undefined;
  /** Counters: how many; recurring items: how many periods were ticked. */
  readonly count?: number | undefined;
  /** Recurring items: whether the period that `today` lies in is ticked. */
  readonly markedNow?: boolean | undefined;
}

/**
 * Where the learner is with an item of a roadmap.
 * A counter is done when its target is reached or when the learner says so; a tick in the tree on a recurring item marks its period.
 */
export function progressOf(record: ProgressRecord, roadmap: string, item: Item, today: DayLabel): ItemProgress {
  const key = keyOf(roadmap, item.id);
  const said = valueOf(record, 'status', key) ?? 'todo';
  const proof = valueOf(record, 'proof', key)?.state;
  if (!item.count) return { status: said, proof };
  const count = item.every ? markedPeriods(record, key).length : countOf(record, key);
  const counted: Status =
    count >= item.count.target ? 'done' : count > 0 ? 'doing' : said === 'doing' ? 'doing' : 'todo';
  return {
    status: said === 'done' || said === 'skipped' ? said : counted,
    proof,
    count,
    markedNow: item.every && valueOf(record, 'mark', markKey(key, periodOf(today, item.every))) === true,
  };
}

/** The key of a period's tick. */
export function markKey(itemKey: string, period: DayLabel): string {
  return `${itemKey}@${period}`;
}

/** What a counter stands at: never below 0. */
export function countOf(record: ProgressRecord, itemKey: string): number {
  return Math.max(0, sumOf(record, itemKey));
}

/** The sum behind a counter. Below 0 where two windows took the same last one away. */
export function sumOf(record: ProgressRecord, itemKey: string): number {
  return Object.values(record.counters[itemKey] ?? {}).reduce((sum, [added, taken]) => sum + added - taken, 0);
}

/** The ticked periods of a recurring item, the newest first. */
export function markedPeriods(record: ProgressRecord, itemKey: string): readonly DayLabel[] {
  const prefix = `${itemKey}@`;
  return Object.entries(record.registers['mark'] ?? {})
    .filter(([key, [value]]) => key.startsWith(prefix) && value === true)
    .map(([key]) => key.slice(prefix.length))
    .toSorted()
    .toReversed();
}

/** How many children of a group are wanted: all of an ordinary one, never more than there are. */
export function placesOf(group: Group): number {
  return Math.min(group.choose ?? group.children.length, group.children.length);
}

/** Ids of the chosen children of a group, each once; empty where nothing was chosen. */
export function chosenOf(record: ProgressRecord, roadmap: string, group: Group): readonly string[] {
  const children = group.children.map(({ id }) => id);
  const chosen = valueOf(record, 'choice', keyOf(roadmap, group.id)) ?? [];
  return [...new Set(chosen)].filter((id) => children.includes(id)).slice(0, placesOf(group));
}

/**
 * The children that count: all of an ordinary group; of a choice the chosen ones, or every one while places are free.
 * What is not among them leaves the totals and cannot be ticked.
 */
export function openChildren(record: ProgressRecord, roadmap: string, group: Group): readonly ItemNode[] {
  if (group.choose === undefined) return group.children;
  const chosen = chosenOf(record, roadmap, group);
  return chosen.length < placesOf(group) ? group.children : group.children.filter(({ id }) => chosen.includes(id));
}

/** Where the learner is with a resource. */
export function resourceProgress(
  record: ProgressRecord,
  roadmap: string,
  id: string,
): ValueOf<'resource'> & { readonly owned: boolean; readonly spent: number | undefined } {
  const key = keyOf(roadmap, id);
  return {
    ...(valueOf(record, 'resource', key) ?? { status: 'todo' }),
    owned: valueOf(record, 'owned', key) === true,
    spent: valueOf(record, 'spent', key),
  };
}

import type { ProgressRecord } from './record.ts';
import { valueOf, valuesOf } from './registers.ts';

/** Ids of the followed roadmaps: the current one first, the others by the day that they were begun. */
export function followedIds(record: ProgressRecord): readonly string[] {
  const followed = [...valuesOf(record, 'follow')]
    .toSorted(([a, since], [b, later]) => (since === later ? (a < b ? -1 : 1) : since < later ? -1 : 1))
    .map(([id]) => id);
  const current = valueOf(record, 'current', 'roadmap');
  return current !== undefined && followed.includes(current)
    ? [current, ...followed.filter((id) => id !== current)]
    : followed;
}

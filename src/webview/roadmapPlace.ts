import { phaseCompletion } from '../learning/progress/completion.ts';
import type { ProgressRecord } from '../learning/progress/record.ts';
import { valueOf, valuesOf } from '../learning/progress/registers.ts';
import type { Phase, Roadmap } from '../learning/roadmap/schema.ts';

/** The phase that the learner is in: the first one that is not settled. Undefined when all are. */
export function phaseHere(record: ProgressRecord, roadmap: Roadmap, today: string): Phase | undefined {
  return roadmap.phases.find((phase) => !phaseCompletion(record, roadmap.id, phase, today).settled);
}

/** The followed roadmaps' ids, the current one first, the others by the day they were begun. */
export function followedIds(record: ProgressRecord): readonly string[] {
  const followed = [...valuesOf(record, 'follow')]
    .toSorted(([a, since], [b, later]) => `${since} ${a}`.localeCompare(`${later} ${b}`, 'en'))
    .map(([id]) => id);
  const current = valueOf(record, 'current', 'roadmap');
  return current !== undefined && followed.includes(current)
    ? [current, ...followed.filter((id) => id !== current)]
    : followed;
}

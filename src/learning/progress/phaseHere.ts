import type { Phase, Roadmap } from '../roadmap/schema.ts';
import { phaseCompletion } from './completion.ts';
import type { DayLabel, ProgressRecord } from './record.ts';

/** The phase that the learner is in: the first one that is not settled. Undefined when all are. */
export function phaseHere(record: ProgressRecord, roadmap: Roadmap, today: DayLabel): Phase | undefined {
  return roadmap.phases.find((phase) => !phaseCompletion(record, roadmap.id, phase, today).settled);
}

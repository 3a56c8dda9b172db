import type { Roadmap } from '../roadmap/schema.ts';
import { resourcesOf } from '../roadmap/walk.ts';
import { keyOf } from './progress.ts';
import type { ProgressRecord } from './record.ts';
import { valueOf } from './registers.ts';

/** What the learner says to have spent on the resources of a roadmap, in the learner's own currency. */
export function spentOn(record: ProgressRecord, roadmap: Roadmap): number {
  return resourcesOf(roadmap).reduce((sum, { id }) => sum + (valueOf(record, 'spent', keyOf(roadmap.id, id)) ?? 0), 0);
}

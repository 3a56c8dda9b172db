import * as z from 'zod';
import { roadmapSchema } from './schema.ts';
import type { Roadmap } from './schema.ts';
import { itemsOf, sectionsOf } from './walk.ts';

const { id, title, summary, roles, level, length, commitment } = roadmapSchema.def.innerType.shape;

/** What is needed to choose a roadmap, without loading it whole. */
export const roadmapSummarySchema = z
  .object({
    id,
    title,
    summary,
    roles,
    level,
    length,
    commitment,
    phases: z.int().min(1),
    /** Leaf items, optional ones included. */
    items: z.int().nonnegative(),
    projects: z.int().nonnegative(),
  })
  .readonly();
export type RoadmapSummary = z.infer<typeof roadmapSummarySchema>;

/** The summary of a roadmap. */
export function summaryOf(roadmap: Roadmap): RoadmapSummary {
  return {
    id: roadmap.id,
    title: roadmap.title,
    summary: roadmap.summary,
    roles: roadmap.roles,
    ...(roadmap.level === undefined ? {} : { level: roadmap.level }),
    length: roadmap.length,
    commitment: roadmap.commitment,
    phases: roadmap.phases.length,
    items: itemsOf(roadmap).length,
    projects: sectionsOf(roadmap).filter(({ kind }) => kind === 'project').length,
  };
}

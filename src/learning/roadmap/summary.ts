import * as z from 'zod';
import { roadmapSchema } from './schema.ts';

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

import * as z from 'zod';
import { idSchema } from '../idSchema.ts';

/** Where the manifest of a project lies, relative to the project. Stored in learners' projects: never change it. */
export const manifestPath = '.waymark/project.json';

/**
 * `.waymark/project.json`: what makes a folder a project of Waymark's. It travels with the project (learners may commit it).
 * Older versions of this file stay readable for ever.
 */
export const manifestSchema = z
  .object({
    schemaVersion: z.literal(1),
    /** Random; tells two projects of the same starter apart. */
    projectId: z.uuid(),
    roadmap: idSchema,
    section: idSchema,
    starter: z.object({ id: idSchema, version: z.int().min(1) }).readonly(),
    createdAt: z.iso.datetime(),
    /** SHA-256 of each file as the starter gave it, whether or not it was written: a file that was there before is kept. */
    files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)).readonly(),
  })
  .readonly();
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Where the original of a starter's file is kept for later comparison, relative to the project.
 * The ending keeps test runners, linters and package managers from taking the copies for sources.
 */
export function originalPathOf(path: string): string {
  return `.waymark/originals/${path}.orig`;
}

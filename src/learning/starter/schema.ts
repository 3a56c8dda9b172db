import * as z from 'zod';
import { idSchema } from '../idSchema.ts';

/**
 * `roadmaps/starters/<id>/starter.json`: what a project begins with and how it is judged.
 * Documented for authors in `roadmaps/starters/README.md`.
 */

export const checkSchema = z
  .strictObject({
    /** Stands in brackets at the end of the test's title, so that a result finds its check. */
    id: idSchema,
    /** Items of the roadmap that this check speaks for; an item needs all of its checks. */
    items: z.array(idSchema).readonly(),
    /** automatic: a machine judges · evidence: only the world can show it · self: only the learner can tell. */
    kind: z.enum(['automatic', 'evidence', 'self']),
    /** The words of the checklist. */
    title: z.string().min(1),
    /** From nudge to near-answer; never the solution. */
    hints: z.array(z.string().min(1)).max(3).readonly(),
  })
  .readonly();
export type Check = z.infer<typeof checkSchema>;

export const starterSchema = z
  .strictObject({
    id: idSchema,
    /** Counts up when the files change; kept in the learner's manifest. */
    version: z.int().min(1),
    title: z.string().min(1),
    summary: z.string().min(1),
    roadmap: idSchema,
    /** Section id of the project or exercise in that roadmap. */
    section: idSchema,
    /** Default folder name. */
    folder: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    needs: z.strictObject({ node: z.string().optional(), python: z.string().optional() }).readonly(),
    /** Folder below `roadmaps/starters/bases`, laid down first. */
    base: idSchema.optional(),
    /** Folders below `roadmaps/starters/parts`, copied verbatim. A collision is a build error. */
    parts: z.array(idSchema).readonly(),
    /** Arguments of the commands, the program first; no shell. Absent: nothing to install or start. */
    install: z.array(z.string().min(1)).min(1).readonly().optional(),
    start: z.array(z.string().min(1)).min(1).readonly().optional(),
    /** Run before each start of the project, for what has to be compiled; the program first, no shell. */
    build: z.array(z.string().min(1)).min(1).readonly().optional(),
    /** Path that the started project answers with 200 once it is ready, also before the learner's work. Goes with `start`. */
    health: z
      .string()
      .regex(/^\/[^\s]*$/)
      .optional(),
    /** Seconds to expect on an ordinary laptop. */
    expect: z.strictObject({ install: z.int().nonnegative(), checks: z.int().positive() }).readonly(),
    checks: z.array(checkSchema).min(1).readonly(),
  })
  .readonly();
export type Starter = z.infer<typeof starterSchema>;

/** One file as it will stand in the learner's folder. Paths use `/` and are relative to the project. */
export const starterFileSchema = z
  .strictObject({
    path: z.string().min(1),
    content: z.string(),
    /** SHA-256 of the content, hexadecimal. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    executable: z.literal(true).optional(),
  })
  .readonly();
export type StarterFile = z.infer<typeof starterFileSchema>;

/** What the build makes of a starter: `dist/starters/<id>/starter.json`, with `checks.mjs` beside it. */
export const compiledStarterSchema = z
  .strictObject({ starter: starterSchema, files: z.array(starterFileSchema).min(1).readonly() })
  .readonly();
export type CompiledStarter = z.infer<typeof compiledStarterSchema>;

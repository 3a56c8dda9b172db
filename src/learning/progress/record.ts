import * as z from 'zod';
import { minutesSchema } from '../time/minutes.ts';
import { stampSchema } from './stamp.ts';

/**
 * Everything Waymark remembers about a learner, as a state-based CRDT: see `merge.ts`.
 * Stored in the extension's global state and in snapshots for years; a change of shape needs a new `schemaVersion` and a step in `readRecord.ts`.
 */
export const currentSchemaVersion = 1;

/** A register: its value (`null` is a removal) and the stamp of the change that set it. */
export const registerSchema = z.tuple([z.json(), stampSchema]).readonly();
export type Register = z.infer<typeof registerSchema>;

/** `YYYY-MM-DD`: a day of the learner's life, fixed by the local clock when something happened. */
export const dayLabelSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type DayLabel = z.infer<typeof dayLabelSchema>;

export const recordSchema = z
  .object({
    schemaVersion: z.literal(currentSchemaVersion),
    /** Random ids of the records that were joined to this one, sorted. Two records are the same learner's when they share one. */
    ids: z.array(z.string().min(1)).min(1).readonly(),
    /** Counts up when everything is reset or an earlier version is put back; the higher generation replaces the lower one. */
    generation: z.int().nonnegative(),
    /** Newest wins, by name space (see `registers.ts`) and key. Unknown name spaces are kept as they are. */
    registers: z.record(z.string(), z.record(z.string(), registerSchema).readonly()).readonly(),
    /** Item key → session → [added, taken away]; both only grow, so that two windows never lose a count. */
    counters: z
      .record(
        z.string(),
        z.record(z.string(), z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly()).readonly(),
      )
      .readonly(),
    /** Day → bucket (see `buckets.ts`) → epoch minutes. Only grow. */
    minutes: z.record(dayLabelSchema, z.record(z.string(), minutesSchema).readonly()).readonly(),
    /** Day → what made it a study day besides minutes, sorted. Only grows. */
    days: z.record(dayLabelSchema, z.array(z.enum(['exercise', 'verified'])).readonly()).readonly(),
  })
  .readonly();
export type ProgressRecord = z.infer<typeof recordSchema>;

/** A record in which nothing has happened yet. `id` is random. */
export function emptyRecord(id: string): ProgressRecord {
  return {
    schemaVersion: currentSchemaVersion,
    ids: [id],
    generation: 0,
    registers: {},
    counters: {},
    minutes: {},
    days: {},
  };
}

import * as z from 'zod';
import { currentSchemaVersion, recordSchema, type ProgressRecord } from './record.ts';

/** What was found where a record should be. */
export type ReadRecord =
  | { readonly state: 'empty' }
  | { readonly state: 'good'; readonly record: ProgressRecord }
  /** Written by a newer Waymark: shown as far as it goes elsewhere, never written. */
  | { readonly state: 'newer'; readonly schemaVersion: number }
  /** Not a record: kept aside, never overwritten in place. */
  | { readonly state: 'damaged'; readonly reason: string };

/** Reads a stored value at the door. Migrations of earlier versions belong here, oldest first, one step a version. */
export function readRecord(value: unknown): ReadRecord {
  if (value === undefined || value === null) return { state: 'empty' };
  const version = z.object({ schemaVersion: z.int().positive() }).safeParse(value);
  if (!version.success) return { state: 'damaged', reason: 'it has no version' };
  if (version.data.schemaVersion > currentSchemaVersion)
    return { state: 'newer', schemaVersion: version.data.schemaVersion };
  const record = recordSchema.safeParse(value);
  if (record.success) return { state: 'good', record: record.data };
  const issue = record.error.issues[0];
  return {
    state: 'damaged',
    reason: issue ? `${issue.path.join('.')}: ${issue.message}` : 'it does not have the expected shape',
  };
}

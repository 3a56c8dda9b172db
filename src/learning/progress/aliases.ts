import type { Roadmap } from '../roadmap/schema.ts';
import { merge } from './merge.ts';
import { keyOf } from './progress.ts';
import type { ProgressRecord } from './record.ts';

/** Name spaces whose keys are an item's, group's, section's or resource's. */
const keyed = ['status', 'proof', 'choice', 'resource', 'owned', 'replaced'] as const;

/**
 * Carries progress of renamed ids over to their names of today. The old entries stay, with their stamps, so that doing it
 * twice, or on two machines, or again after an older Waymark wrote the old name, comes to the same.
 */
export function carryAliases(record: ProgressRecord, roadmap: Roadmap): ProgressRecord {
  return Object.entries(roadmap.aliases).reduce((before, [from, to]) => carry(before, keyOf(roadmap.id, from), keyOf(roadmap.id, to)), record);
}

/** Keys of items that the record knows and the roadmap has no more. */
export function goneItems(record: ProgressRecord, roadmap: Roadmap, ids: { has(id: string): boolean }): readonly string[] {
  const prefix = `${roadmap.id}:`;
  const known = Object.entries(record.registers['status'] ?? {}).filter(([, [value]]) => value !== null).map(([key]) => key);
  return [...new Set([...known, ...Object.keys(record.counters)])]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((id) => !ids.has(id) && !Object.hasOwn(roadmap.aliases, id))
    .toSorted();
}

function carry(record: ProgressRecord, from: string, to: string): ProgressRecord {
  const registers = Object.fromEntries(
    keyed.flatMap((namespace) => {
      const old = record.registers[namespace]?.[from];
      return old ? [[namespace, { [to]: old }]] : [];
    }),
  );
  const counter = record.counters[from];
  if (Object.keys(registers).length === 0 && !counter) return record;
  return merge(record, { ...record, registers, counters: counter ? { [to]: counter } : {}, minutes: {}, days: {} });
}

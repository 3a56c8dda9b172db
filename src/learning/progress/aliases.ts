import type { Roadmap } from '../roadmap/schema.ts';
import { isSame, merge } from './merge.ts';
import { keyOf } from './progress.ts';
import type { ProgressRecord, Register } from './record.ts';
import { followingStamp } from './stamp.ts';

/** Name spaces whose keys are an item's, group's, section's or resource's, alone or before `@` (a period) or `/` (one of several). */
const keyed = ['status', 'proof', 'choice', 'mark', 'resource', 'owned', 'spent', 'replaced', 'link'] as const;

/**
 * Carries progress of renamed ids over to their names of today. The old entries stay, with their stamps, so that doing it
 * twice, or on two machines, or again after an older Waymark wrote the old name, comes to the same.
 * Returns the same record where there is nothing to carry.
 */
export function carryAliases(record: ProgressRecord, roadmap: Roadmap): ProgressRecord {
  const renamed = new Map(
    Object.entries(roadmap.aliases).map(([from, to]) => [keyOf(roadmap.id, from), keyOf(roadmap.id, to)]),
  );
  const counters = Object.entries(record.counters).flatMap(([key, value]) => {
    const today = renamed.get(key);
    return today === undefined ? [] : [{ ...record, registers: {}, counters: { [today]: value } }];
  });
  const registers = keyed.flatMap((namespace) =>
    Object.entries(record.registers[namespace] ?? {}).flatMap(([key, register]) => {
      const [base = key] = key.split(/[@/]/, 1);
      const today = (renamed.get(base) ?? base) + key.slice(base.length);
      const carried = namespace === 'choice' ? renameChoice(register, roadmap) : register;
      return today === key && carried === register
        ? []
        : [{ ...record, registers: { [namespace]: { [today]: carried } }, counters: {} }];
    }),
  );
  const carried = [...counters, ...registers].reduce(merge, record);
  return isSame(carried, record) ? record : carried;
}

/** Ids of items that the record knows and the roadmap has no more. */
export function goneItems(
  record: ProgressRecord,
  roadmap: Roadmap,
  ids: { has(id: string): boolean },
): readonly string[] {
  const prefix = `${roadmap.id}:`;
  const set = (namespace: 'status' | 'mark') =>
    Object.entries(record.registers[namespace] ?? {}).flatMap(([key, [value]]) =>
      value === null ? [] : [key.split('@', 1)[0] ?? key],
    );
  return [...new Set([...set('status'), ...set('mark'), ...Object.keys(record.counters)])]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((id) => !ids.has(id) && !Object.hasOwn(roadmap.aliases, id))
    .toSorted();
}

/** The choice by the names of today. It is a step later than the one it came from, or the two would tie. */
function renameChoice(register: Register, { aliases }: Roadmap): Register {
  const [value, stamp] = register;
  if (!Array.isArray(value)) return register;
  const today = value.map((id) => (typeof id === 'string' && Object.hasOwn(aliases, id) ? (aliases[id] ?? id) : id));
  return isSame(today, value) ? register : [today, followingStamp(stamp)];
}

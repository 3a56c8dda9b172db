import { unite } from '../time/minutes.ts';
import type { ProgressRecord, Register } from './record.ts';

/**
 * Joins two records: commutative, associative, idempotent. Nothing is lost but what a newer change replaced.
 * A higher generation (reset of everything, an earlier version put back) replaces a lower one whole.
 */
export function merge(a: ProgressRecord, b: ProgressRecord): ProgressRecord {
  if (a === b) return a;
  const ids = [...new Set([...a.ids, ...b.ids])].toSorted();
  if (a.generation !== b.generation) return { ...(a.generation > b.generation ? a : b), ids };
  return {
    schemaVersion: a.schemaVersion,
    ids,
    generation: a.generation,
    registers: mergeMaps(a.registers, b.registers, (x, y) => mergeMaps(x, y, newer)),
    counters: mergeMaps(a.counters, b.counters, (x, y) => mergeMaps(x, y, larger)),
    minutes: mergeMaps(a.minutes, b.minutes, (x, y) => mergeMaps(x, y, unite)),
    days: mergeMaps(a.days, b.days, (x, y) => [...new Set([...x, ...y])].toSorted()),
  };
}

/** Whether `whole` already holds everything that `part` holds. */
export function includes(whole: ProgressRecord, part: ProgressRecord): boolean {
  return whole === part || isSame(merge(whole, part), whole);
}

/** Equal content, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

function mergeMaps<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (x: T, y: T) => T,
): Readonly<Record<string, T>> {
  if (a === b) return a;
  const result: Record<string, T> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const mine = Object.hasOwn(a, key) ? a[key] : undefined;
    result[key] = mine === undefined ? value : join(mine, value);
  }
  return result;
}

/** Equal stamps with different values come only from damaged or hand-edited records; the choice just has to be the same everywhere. */
function newer(a: Register, b: Register): Register {
  if (a[1] !== b[1]) return a[1] > b[1] ? a : b;
  return canonical(a[0]) >= canonical(b[0]) ? a : b;
}

function larger(a: readonly [number, number], b: readonly [number, number]): readonly [number, number] {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`;
}

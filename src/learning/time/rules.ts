import type { DayLabel, ProgressRecord } from '../progress/record.ts';
import { setValue, valuesOf, type ValueOf } from '../progress/registers.ts';
import type { Moment } from '../progress/stamp.ts';

/** The rules of streak and goal. Each holds from a day on, so that changing one never rewrites history. */
export interface Rules {
  /** Minutes that make a study day. */
  readonly minimum: number;
  /** ISO weekdays (1 Monday … 7 Sunday) on which nothing is expected. */
  readonly restDays: readonly number[];
  /** The learner's own goal; absent: the current roadmap's. */
  readonly goal?: { readonly minutes: number; readonly per: 'day' | 'week' } | undefined;
}

export const defaultRules: Rules = { minimum: 30, restDays: [] };

/** Stored in place of a value; never change it. */
const byDefault = false;

/** The rules of every day, read once from the record. */
export function readRules(record: ProgressRecord): (day: DayLabel) => Rules {
  const entries = [...valuesOf(record, 'rule')]
    .map(([key, value]) => ({
      name: key.slice(0, key.lastIndexOf('@')),
      from: key.slice(key.lastIndexOf('@') + 1),
      value,
    }))
    .toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
  return (day) =>
    entries
      .filter(({ from }) => from <= day)
      .reduce((rules, { name, value }) => applied(rules, name, value), defaultRules);
}

/** Changes a rule from `day` on; `null` goes back to the default from that day on. */
export function setRule(
  record: ProgressRecord,
  name: keyof Rules,
  value: Exclude<ValueOf<'rule'>, boolean> | null,
  day: DayLabel,
  moment: Moment,
): ProgressRecord {
  // Removing the entry would bring the one before it back; so the default is an entry of its own.
  if (value === null && readRules(record)(day)[name] === defaultRules[name]) return record;
  return setValue(record, 'rule', `${name}@${day}`, value ?? byDefault, moment);
}

/** Whether a day lies in a pause (holiday, illness). */
export function readPauses(record: ProgressRecord): (day: DayLabel) => boolean {
  const pauses = [...valuesOf(record, 'pause')];
  return (day) => pauses.some(([from, to]) => from <= day && (to === 'open' || day <= to));
}

function applied(rules: Rules, name: string, value: ValueOf<'rule'>): Rules {
  if (value === byDefault && isRule(name)) return { ...rules, [name]: defaultRules[name] };
  if (name === 'minimum' && typeof value === 'number') return { ...rules, minimum: value };
  if (name === 'restDays' && Array.isArray(value)) return { ...rules, restDays: value };
  if (name === 'goal' && typeof value === 'object' && 'per' in value) return { ...rules, goal: value };
  return rules;
}

function isRule(name: string): name is keyof Rules {
  return name === 'minimum' || name === 'restDays' || name === 'goal';
}

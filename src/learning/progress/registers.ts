import * as z from 'zod';
import { idSchema } from '../idSchema.ts';
import { dayLabelSchema, type ProgressRecord } from './record.ts';
import { nextStamp, timeOf, type Moment } from './stamp.ts';

export const statuses = ['todo', 'doing', 'done', 'skipped'] as const;
export const statusSchema = z.enum(statuses);
export type Status = z.infer<typeof statusSchema>;

const weekdayNumbers = z.array(z.int().min(1).max(7)).readonly();

/**
 * The name spaces of registers and what their values look like.
 * Names and keys are stored: never change one, add a new one instead. `null` always means "removed".
 * Item, group, section and resource keys are `<roadmap>:<id>`.
 */
const schemas = {
  /** Item key. */
  status: statusSchema,
  /** Item key. Set by checks: when, and a hash of what was verified. */
  proof: z.object({ state: z.enum(['verified', 'broken']), at: z.number(), hash: z.string() }).readonly(),
  /** Group key → the chosen children. */
  choice: z.array(idSchema).readonly(),
  /** `<item key>@<day label>` (first day of the week or month for those) → ticked in that period. */
  mark: z.boolean(),
  /** Resource key → where the learner is with it. */
  resource: z.object({ status: z.enum(['todo', 'doing', 'done']), place: z.string().max(200).optional() }).readonly(),
  /** Resource key. */
  owned: z.boolean(),
  /** Resource key → what the learner spent on it, in their own currency. */
  spent: z.number().nonnegative(),
  /** Resource key → an address that the learner found better or alive. */
  replaced: z.url({ protocol: /^https?$/ }),
  /** `<section key>/<random id>` → a link of the learner's own. */
  link: z.object({ title: z.string().min(1).max(300), url: z.url({ protocol: /^https?$/ }) }).readonly(),
  /** Roadmap id → followed since. */
  follow: dayLabelSchema,
  /** Roadmap id → first day, for dates of phases. */
  start: dayLabelSchema,
  /** `roadmap` → the current roadmap's id. */
  current: idSchema,
  /** Roadmap id → weekdays (1 Monday … 7 Sunday) that the roadmap's own study days fall on, in its order. */
  week: weekdayNumbers,
  /** `<name>@<day label>`: a rule that holds from that day on. Names in `rules.ts`. */
  rule: z.union([
    z.number(),
    z.boolean(),
    weekdayNumbers,
    z.object({ minutes: z.number().nonnegative(), per: z.enum(['day', 'week']) }).readonly(),
  ]),
  /** First day → last day, or `open` while it goes on. */
  pause: z.union([dayLabelSchema, z.literal('open')]),
  /** Day → what the learner says it was, with a note. */
  correction: z.object({ minutes: z.number().nonnegative(), note: z.string() }).readonly(),
  /** `now` → the running study of something outside the editor. Times in milliseconds since 1970. */
  study: z
    .object({
      startedAt: z.number(),
      /** Last time the learner said "still studying"; the start otherwise. */
      confirmedAt: z.number(),
      subject: z.string(),
      title: z.string(),
      kind: z.enum(['learning', 'building']),
    })
    .readonly(),
  /** `page` → where the learner was last. */
  place: z.object({ roadmap: idSchema, section: idSchema.optional() }).readonly(),
} satisfies Record<string, z.ZodType>;

type Values = { readonly [N in keyof typeof schemas]: z.infer<(typeof schemas)[N]> };
const namespaces: { readonly [N in keyof Values]: z.ZodType<Values[N]> } = schemas;

export type Namespace = keyof Values;
export type ValueOf<N extends Namespace> = Values[N];

/** The value of a register; undefined where it is unset, removed or not of this version's shape (which is kept, not shown). */
export function valueOf<N extends Namespace>(
  record: ProgressRecord,
  namespace: N,
  key: string,
): ValueOf<N> | undefined {
  const register = registerOf(record, namespace, key);
  return register === undefined ? undefined : parseValue(namespace, register[0]);
}

/** All set values of a name space. */
export function valuesOf<N extends Namespace>(record: ProgressRecord, namespace: N): ReadonlyMap<string, ValueOf<N>> {
  const result = new Map<string, ValueOf<N>>();
  for (const [key, register] of Object.entries(record.registers[namespace] ?? {})) {
    const value = parseValue(namespace, register[0]);
    if (value !== undefined) result.set(key, value);
  }
  return result;
}

/** When a register was last changed, in milliseconds since 1970. */
export function changedAt(record: ProgressRecord, namespace: Namespace, key: string): number | undefined {
  const register = registerOf(record, namespace, key);
  return register && timeOf(register[1]);
}

/** Sets a register, or removes its value with `null`. Returns the same record where that changes nothing. */
export function setValue<N extends Namespace>(
  record: ProgressRecord,
  namespace: N,
  key: string,
  value: ValueOf<N> | null,
  moment: Moment,
): ProgressRecord {
  const plain = z.json().parse(JSON.parse(JSON.stringify(value)));
  const previous = registerOf(record, namespace, key);
  if (previous === undefined ? value === null : JSON.stringify(previous[0]) === JSON.stringify(plain)) return record;
  const registers = { ...record.registers[namespace], [key]: [plain, nextStamp(moment, previous?.[1])] as const };
  return { ...record, registers: { ...record.registers, [namespace]: registers } };
}

function registerOf(record: ProgressRecord, namespace: Namespace, key: string) {
  const registers = record.registers[namespace];
  return registers && Object.hasOwn(registers, key) ? registers[key] : undefined;
}

function parseValue<N extends Namespace>(namespace: N, value: unknown): ValueOf<N> | undefined {
  if (value === null) return undefined;
  const parsed = namespaces[namespace].safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

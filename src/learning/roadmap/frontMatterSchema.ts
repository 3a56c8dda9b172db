import * as z from 'zod';
import { idSchema } from '../idSchema.ts';
import { scheduleBlockSchema } from './schema.ts';
import { parseSpan } from './parseSpan.ts';

const text = z.string().trim().min(1);
const lines = z.array(text);
const range = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .refine(([least, most]) => least <= most, 'The range runs backwards. Write [least, most].');
const phases = z
  .tuple([z.int().min(1), z.int().min(1)])
  .refine(([first, last]) => first <= last, 'The phases run backwards. Write [first, last].');
const split = z.strictObject({ learning: z.number().nonnegative(), building: z.number().nonnegative() });
const list = z.strictObject({ title: text, lines: lines.min(1), note: text.optional() });
const span = text.transform((value, context) => {
  const read = parseSpan(value);
  if (!('problem' in read)) return read;
  context.issues.push({ code: 'custom', input: value, message: read.problem });
  return z.NEVER;
});
const block = z.strictObject({
  ...scheduleBlockSchema.def.innerType.shape,
  minutes: range.optional(),
  split: split.optional(),
});

/** Each key of the front matter with the shape of its value. Keys are read one by one, so that one problem does not hide the rest. */
export const frontMatterShape = {
  id: idSchema,
  title: text,
  summary: text,
  roles: lines,
  level: text,
  length: z.strictObject({ text, weeks: range }),
  commitment: z.strictObject({
    text,
    minutesPerDay: range.optional(),
    minutesPerWeek: range.optional(),
    daysPerWeek: z.int().min(1).max(7).optional(),
    split: split.optional(),
  }),
  facts: z
    .record(text, text)
    .transform((facts) => Object.entries(facts).map(([label, value]) => ({ label, text: value }))),
  stack: z
    .record(text, text)
    .transform((stack) => Object.entries(stack).map(([category, technology]) => ({ category, technology }))),
  goals: list,
  outcomes: list,
  avoid: list,
  rules: z.array(z.strictObject({ id: idSchema.optional(), ...list.shape })),
  levels: z.array(
    z
      .strictObject({ title: text, from: z.int().min(0), to: z.int().min(0) })
      .refine(({ from, to }) => from <= to, 'The level runs backwards. “from” is the smaller figure.'),
  ),
  schedules: z.array(
    z.strictObject({ title: text, phases: phases.optional(), note: text.optional(), blocks: z.array(block).min(1) }),
  ),
  milestones: z.array(
    z.strictObject({
      at: span,
      kind: z.enum(['milestone', 'window']),
      text,
      items: z.array(idSchema).optional(),
    }),
  ),
  tracker: z.array(z.strictObject({ when: text, title: text, phase: idSchema })),
  budget: z.strictObject({ text, lines }),
  remarks: lines,
  aliases: z.record(idSchema, idSchema),
} as const;

/** A key that the front matter may have. */
export type FrontMatterName = keyof typeof frontMatterShape;

/** What must be there. */
export const requiredKeys = [
  'id',
  'title',
  'summary',
  'length',
  'commitment',
] as const satisfies readonly FrontMatterName[];

/** How each key is written, for messages. */
export const frontMatterExamples: Readonly<Record<FrontMatterName, string>> = {
  id: 'id: my-roadmap',
  title: 'title: My roadmap',
  summary: 'summary: One or two sentences that help to choose.',
  roles: 'roles: [Backend engineer]',
  level: 'level: beginners with some JavaScript',
  length: 'length: { text: 8 weeks, weeks: [8, 8] }',
  commitment:
    'commitment: { text: 2 hours a day, minutesPerDay: [120, 120], minutesPerWeek: [600, 600], daysPerWeek: 5, split: { learning: 40, building: 80 } }',
  facts: 'facts: { Certificate: none }',
  stack: 'stack: { Database: PostgreSQL }',
  goals: 'goals: { title: Goals, lines: [Build an API], note: In this order }',
  outcomes: 'outcomes: { title: In the end, lines: [You can build an API], note: With practice }',
  avoid: 'avoid: { title: Leave out, lines: [Jumping between courses], note: For now }',
  rules: 'rules: [{ id: golden-rule, title: Golden rule, lines: [Build every day], note: Always }]',
  levels: 'levels: [{ title: Junior, from: 1, to: 3 }]',
  schedules:
    'schedules: [{ title: A week, phases: [1, 2], note: Or so, blocks: [{ label: Monday, text: Courses, weekdays: [monday], minutes: [60, 120], split: { learning: 40, building: 80 }, kind: learning, optional: true }] }]',
  milestones: 'milestones: [{ at: Week 12, kind: milestone, text: Ready to apply, items: [p1.types] }]',
  tracker: 'tracker: [{ when: Month 1, title: Foundations, phase: p1 }]',
  budget: 'budget: { text: About $200, lines: [Books $30] }',
  remarks: 'remarks: [The source counts one week twice.]',
  aliases: 'aliases: { p1.old-name: p1.new-name }',
};

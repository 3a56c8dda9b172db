import * as z from 'zod';
import { idSchema } from '../idSchema.ts';

/**
 * The shape of a compiled roadmap: what the parser makes of a Markdown file and what every view reads.
 * The file format itself is documented for authors in `roadmaps/README.md`.
 */

/** The only addresses a roadmap may hold. */
export const urlSchema = z.url({ protocol: /^https?$/ });

/** A run of text in one style. Never HTML. */
export const spanSchema = z
  .object({
    text: z.string(),
    style: z.enum(['strong', 'emphasis', 'code', 'deleted']).optional(),
    url: urlSchema.optional(),
  })
  .readonly();
export type Span = z.infer<typeof spanSchema>;

/** A line of text: `text` is plain and always there; `rich` only where the line has code, emphasis or links. */
const lineShape = {
  text: z.string().min(1),
  rich: z.array(spanSchema).readonly().optional(),
};
export const lineSchema = z.object(lineShape).readonly();
export type Line = z.infer<typeof lineSchema>;

/** "**Label:** text" of the file, in its order; shown as it stands. */
export const factSchema = z.object({ label: z.string().min(1), ...lineShape }).readonly();
export type Fact = z.infer<typeof factSchema>;

/** Weeks or months of the roadmap, counted from 1, both ends included. */
export const spanOfTimeSchema = z
  .object({
    unit: z.enum(['week', 'month']),
    from: z.int().min(1),
    to: z.int().min(1),
    text: z.string().min(1),
  })
  .readonly();
export type SpanOfTime = z.infer<typeof spanOfTimeSchema>;

/** The smallest thing that is done or not. */
export const itemSchema = z
  .object({
    type: z.literal('item'),
    id: idSchema,
    ...lineShape,
    /** Counted apart from what is required. */
    optional: z.literal(true).optional(),
    /** "50 problems": done when `target` is reached. With `every`, the number of periods of the span. */
    count: z
      .object({ target: z.int().min(1), unit: z.string().min(1) })
      .readonly()
      .optional(),
    /** "1–2 problems a day": ticked once a period. Always comes with `count`. */
    every: z.enum(['day', 'week', 'month']).optional(),
    /** Explanations that stand below the item in the file. */
    notes: z.array(lineSchema).readonly().optional(),
  })
  .readonly();
export type Item = z.infer<typeof itemSchema>;

/** A bullet with children: derived from them, never ticked itself. */
export interface Group {
  readonly type: 'group';
  readonly id: string;
  readonly text: string;
  readonly rich?: readonly Span[] | undefined;
  /** "Choose ONE of four": how many of the children are wanted; the unchosen ones leave the totals. */
  readonly choose?: number | undefined;
  readonly notes?: readonly Line[] | undefined;
  readonly children: readonly ItemNode[];
}
export type ItemNode = Item | Group;
export const groupSchema: z.ZodType<Group> = z
  .object({
    type: z.literal('group'),
    id: idSchema,
    ...lineShape,
    choose: z.int().min(1).optional(),
    notes: z.array(lineSchema).readonly().optional(),
    children: z
      .array(z.lazy(() => itemNodeSchema))
      .min(1)
      .readonly(),
  })
  .readonly();
export const itemNodeSchema: z.ZodType<ItemNode> = z.union([itemSchema, groupSchema]);

export const resourceKinds = ['course', 'book', 'docs', 'video', 'article', 'practice', 'community', 'tool'] as const;

/** Something to study, tracked in its own right (to do, in progress, done; owned). */
export const resourceSchema = z
  .object({
    id: idSchema,
    kind: z.enum(resourceKinds),
    title: z.string().min(1),
    /** Only where the source gives an address, or the well-known site's one is certain. */
    url: urlSchema.optional(),
    author: z.string().optional(),
    provider: z.string().optional(),
    length: z.string().optional(),
    /** `length` in minutes, where it could be read. */
    minutes: z.int().positive().optional(),
    rating: z.string().optional(),
    price: z.string().optional(),
    /** Told apart for the filters; absent where the source is silent. */
    paid: z.boolean().optional(),
    focus: lineSchema.optional(),
    why: lineSchema.optional(),
    asOf: z.string().optional(),
    /** Every other "**Label:** text" below it. */
    facts: z.array(factSchema).readonly(),
  })
  .readonly();
export type Resource = z.infer<typeof resourceSchema>;

export const sectionKinds = ['topic', 'project', 'exercise', 'checklist'] as const;

/** A `###` of a phase. */
export const sectionSchema = z
  .object({
    id: idSchema,
    kind: z.enum(sectionKinds),
    title: z.string().min(1),
    /** Paragraphs below the heading: the brief of a project, the introduction of a topic. */
    intro: z.array(lineSchema).readonly(),
    /** Block quotes: remarks. */
    notes: z.array(lineSchema).readonly(),
    facts: z.array(factSchema).readonly(),
    when: spanOfTimeSchema.optional(),
    items: z.array(itemNodeSchema).readonly(),
    resources: z.array(resourceSchema).readonly(),
    /** Project: folder name below `roadmaps/starters`. */
    starter: idSchema.optional(),
    /** Project: the section id of the earlier project that it extends. */
    extends: idSchema.optional(),
    /** Exercise: minutes of its timer. */
    timer: z.int().positive().optional(),
  })
  .readonly();
export type Section = z.infer<typeof sectionSchema>;

/** A `##` of the file. */
export const phaseSchema = z
  .object({
    id: idSchema,
    /** Counted from 1. */
    number: z.int().min(1),
    title: z.string().min(1),
    when: spanOfTimeSchema,
    goal: lineSchema.optional(),
    outcomes: z.array(lineSchema).readonly(),
    intro: z.array(lineSchema).readonly(),
    notes: z.array(lineSchema).readonly(),
    facts: z.array(factSchema).readonly(),
    sections: z.array(sectionSchema).readonly(),
  })
  .readonly();
export type Phase = z.infer<typeof phaseSchema>;

/** `[least, most]`; both the same where the source gives one figure. */
const rangeSchema = z.tuple([z.number().nonnegative(), z.number().nonnegative()]).readonly();

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** One line of a timetable. */
export const scheduleBlockSchema = z
  .object({
    /** As shown: "Monday, Wednesday, Friday", "Days 1–3", "Every day". */
    label: z.string().min(1),
    text: z.string().min(1),
    weekdays: z.array(z.enum(weekdays)).readonly().optional(),
    /** Study days of the week counted from 1, where the source numbers them instead of naming weekdays. */
    days: z.array(z.int().min(1).max(7)).readonly().optional(),
    /** Minutes on each of these days. */
    minutes: rangeSchema.optional(),
    /** Minutes of learning and of building within it, where the source splits them. */
    split: z.object({ learning: z.number(), building: z.number() }).readonly().optional(),
    kind: z.enum(['learning', 'building', 'reading', 'review', 'writing', 'practice', 'rest']).optional(),
    optional: z.literal(true).optional(),
  })
  .readonly();

export const scheduleSchema = z
  .object({
    title: z.string().min(1),
    /** First and last phase number it is for; absent: all. */
    phases: z.tuple([z.int(), z.int()]).readonly().optional(),
    note: z.string().optional(),
    blocks: z.array(scheduleBlockSchema).min(1).readonly(),
  })
  .readonly();

export const milestoneSchema = z
  .object({
    at: spanOfTimeSchema,
    kind: z.enum(['milestone', 'window']),
    text: z.string().min(1),
    /** Item ids that it stands for: reached when all of them are settled. */
    items: z.array(idSchema).readonly().optional(),
  })
  .readonly();

export const levelSchema = z
  .object({
    title: z.string().min(1),
    /** Phases done, both ends included. */
    from: z.int().min(0),
    to: z.int().min(0),
    /** Computed: false where the roadmap has fewer phases than `from`. */
    reachable: z.boolean(),
  })
  .readonly();

/** A titled list: goals, rules, things to avoid. */
export const listSchema = z
  .object({
    id: idSchema.optional(),
    title: z.string().min(1),
    lines: z.array(z.string().min(1)).readonly(),
    note: z.string().optional(),
  })
  .readonly();

/** A resource list of the whole roadmap: the library (`library`) or the optional shelf. */
export const shelfSchema = z
  .object({
    title: z.string().min(1),
    intro: z.array(lineSchema).readonly(),
    resources: z.array(resourceSchema).readonly(),
  })
  .readonly();

export const roadmapSchema = z
  .object({
    id: idSchema,
    title: z.string().min(1),
    summary: z.string().min(1),
    /** Target roles. */
    roles: z.array(z.string().min(1)).readonly(),
    /** For whom it is, in a few words, to compare roadmaps side by side. */
    level: z.string().optional(),
    length: z.object({ text: z.string().min(1), weeks: rangeSchema }).readonly(),
    commitment: z
      .object({
        /** As the source says it; "Not stated" where it is silent. */
        text: z.string().min(1),
        minutesPerDay: rangeSchema.optional(),
        minutesPerWeek: rangeSchema.optional(),
        daysPerWeek: z.int().min(1).max(7).optional(),
        split: z.object({ learning: z.number(), building: z.number() }).readonly().optional(),
      })
      .readonly(),
    facts: z.array(factSchema).readonly(),
    stack: z.array(z.object({ category: z.string(), technology: z.string() }).readonly()).readonly(),
    goals: listSchema.optional(),
    outcomes: listSchema.optional(),
    avoid: listSchema.optional(),
    rules: z.array(listSchema).readonly(),
    levels: z.array(levelSchema).readonly(),
    schedules: z.array(scheduleSchema).readonly(),
    milestones: z.array(milestoneSchema).readonly(),
    /** Rows of a tracker by month. `phase` is a phase id. */
    tracker: z.array(z.object({ when: z.string(), title: z.string(), phase: idSchema }).readonly()).readonly(),
    budget: z
      .object({ text: z.string(), lines: z.array(z.string()).readonly() })
      .readonly()
      .optional(),
    /** Where the source contradicts itself, said plainly. */
    remarks: z.array(z.string()).readonly(),
    phases: z.array(phaseSchema).min(1).readonly(),
    library: z.array(shelfSchema).readonly(),
    /** Optional readings, outside the totals. */
    shelf: z.array(shelfSchema).readonly(),
    /** Old id → id of today, for every item, resource and section that was renamed. */
    aliases: z.record(z.string(), idSchema).readonly(),
  })
  .readonly();
export type Roadmap = z.infer<typeof roadmapSchema>;

/** Something wrong in a roadmap file. Lines and columns count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** `error`: the roadmap cannot be used as meant; `warning`: it can. */
  readonly severity: 'error' | 'warning';
  /** What is wrong and how to mend it, in one or two sentences. */
  readonly message: string;
}

/** Parsing never throws. `roadmap` is absent only where nothing usable is left (no front matter that can be read, no id, no phase). */
export interface ParsedRoadmap {
  readonly roadmap?: Roadmap;
  readonly problems: readonly Problem[];
}

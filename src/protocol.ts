import * as z from 'zod';
import type { ProgressRecord } from './learning/progress/record.ts';
import { idSchema } from './learning/idSchema.ts';
import type { Roadmap, Span } from './learning/roadmap/schema.ts';
import type { RoadmapSummary } from './learning/roadmap/summary.ts';

/** The page that the panel shows. */
export const pageSchema = z.discriminatedUnion('name', [
  /** All roadmaps side by side. */
  z.object({ name: z.literal('choose') }).readonly(),
  /** Start date, study days, what is known already, goal. */
  z.object({ name: z.literal('setup'), roadmap: idSchema }).readonly(),
  z.object({ name: z.literal('overview'), roadmap: idSchema }).readonly(),
  z.object({ name: z.literal('phase'), roadmap: idSchema, phase: idSchema, section: idSchema.optional() }).readonly(),
  z.object({ name: z.literal('dashboard') }).readonly(),
]);
export type Page = z.infer<typeof pageSchema>;

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const url = z.url({ protocol: /^https?$/ });

/** What the panel asks the host for. Small; parsed by the host, dropped and logged when it does not parse. */
export const wishSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('open'), page: pageSchema }),
  z.object({ type: z.literal('tick'), roadmap: idSchema, item: idSchema, ticked: z.boolean() }),
  z.object({
    type: z.literal('status'),
    roadmap: idSchema,
    items: z.array(idSchema),
    status: z.enum(['todo', 'doing', 'done', 'skipped']),
  }),
  z.object({ type: z.literal('count'), roadmap: idSchema, item: idSchema, by: z.int() }),
  z.object({ type: z.literal('choose'), roadmap: idSchema, group: idSchema, children: z.array(idSchema) }),
  z.object({
    type: z.literal('resource'),
    roadmap: idSchema,
    resource: idSchema,
    status: z.enum(['todo', 'doing', 'done']),
    place: z.string().max(200).optional(),
  }),
  z.object({ type: z.literal('owned'), roadmap: idSchema, resource: idSchema, owned: z.boolean() }),
  /** In the learner's own currency; null: not known. */
  z.object({
    type: z.literal('spent'),
    roadmap: idSchema,
    resource: idSchema,
    amount: z.number().nonnegative().nullable(),
  }),
  /** A monthly or other tick of a rule: `<rule id>.<line number>`. */
  z.object({ type: z.literal('rule'), roadmap: idSchema, rule: idSchema, line: z.int().min(0), ticked: z.boolean() }),
  z.object({ type: z.literal('openLink'), url }),
  z.object({ type: z.literal('replaceLink'), roadmap: idSchema, resource: idSchema, url: url.nullable() }),
  z.object({ type: z.literal('addLink'), roadmap: idSchema, section: idSchema }),
  z.object({ type: z.literal('removeLink'), key: z.string() }),
  /** `id`: a section or phase. */
  z.object({ type: z.literal('openNotes'), roadmap: idSchema, id: idSchema }),
  z.object({ type: z.literal('scaffold'), roadmap: idSchema, section: idSchema }),
  z.object({ type: z.literal('openProject'), roadmap: idSchema, section: idSchema }),
  z.object({ type: z.literal('startStudying'), roadmap: idSchema, subject: idSchema, title: z.string().max(300) }),
  z.object({ type: z.literal('stopStudying') }),
  /** The answers of the set-up page. */
  z.object({
    type: z.literal('follow'),
    roadmap: idSchema,
    start: date,
    week: z.array(z.int().min(1).max(7)).max(7),
    restDays: z.array(z.int().min(1).max(7)).max(7),
    goal: z.object({ minutes: z.int().min(1).max(1440), per: z.enum(['day', 'week']) }).nullable(),
    /** Phases whose items are set to done, because they are known already. */
    known: z.array(idSchema),
  }),
  z.object({
    type: z.literal('command'),
    command: z.enum([
      'openRoadmapFile',
      'restore',
      'setGoal',
      'pause',
      'resume',
      'openDashboard',
      'chooseRoadmap',
      'makeCurrent',
      'stopFollowing',
      'changeStart',
    ]),
    roadmap: idSchema.optional(),
  }),
  /** The learner read, scrolled or typed in the panel. At most every few seconds. */
  z.object({ type: z.literal('activity') }),
]);
export type Wish = z.infer<typeof wishSchema>;

/** A piece of a rendered note. Text only: nothing in it is ever HTML. */
export interface NoteBlock {
  readonly type: 'heading' | 'paragraph' | 'code' | 'quote' | 'list' | 'orderedList' | 'rule';
  readonly level?: number;
  readonly spans?: readonly Span[];
  readonly text?: string;
  /** Lists: each entry's blocks. Quotes: their blocks in one entry. */
  readonly entries?: readonly (readonly NoteBlock[])[];
  /** Task lists: whether each entry is ticked; null where it has no box. */
  readonly ticks?: readonly (boolean | null)[];
}

/** What a project section can offer. */
export interface ProjectState {
  /** Present where a starter ships for it. */
  readonly starter?: { readonly id: string; readonly title: string; readonly summary: string; readonly needs: string };
  /** Folders on this machine that were scaffolded from it and still exist. */
  readonly folders: readonly string[];
}

/** Everything the panel shows, whole. `record` and `roadmap` go through the same pure functions as in the host. */
export interface PanelState {
  readonly page: Page;
  /** Raised each time the learner opens a page, the same one again too: the panel goes to it. 0 on a page that came back with its window. */
  readonly visit: number;
  /** The page's roadmap, or the current one on the dashboard. */
  readonly roadmap?: Roadmap | undefined;
  /** All roadmaps to choose from. */
  readonly summaries: readonly RoadmapSummary[];
  readonly record: ProgressRecord;
  /** Today's label by the learner's own day. */
  readonly today: string;
  /** When today ends, milliseconds since 1970. */
  readonly todayEnds: number;
  readonly settings: { readonly streak: boolean; readonly trackTime: boolean };
  /** By section or phase id of the page's roadmap. */
  readonly notes: Readonly<Record<string, readonly NoteBlock[]>>;
  /** By section id of the page's roadmap. */
  readonly projects: Readonly<Record<string, ProjectState>>;
  readonly banner?:
    { readonly text: string; readonly action?: { readonly label: string; readonly command: 'restore' } } | undefined;
  /** The learner's locale, for dates. */
  readonly locale: string;
}

/** What the host tells the panel. */
export interface Message {
  readonly type: 'state';
  readonly state: PanelState;
}

import * as z from 'zod';
import { pageSchema, type Page } from '../protocol.ts';

const pageMemorySchema = z.object({
  scroll: z.number().catch(0),
  folds: z.record(z.string(), z.boolean()).catch(() => ({})),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch(() => ({})),
});
type PageMemory = z.infer<typeof pageMemorySchema>;
export type FieldValue = PageMemory['fields'][string];

const memorySchema = z
  .object({
    page: pageSchema.optional().catch(undefined),
    visit: z.number().catch(0),
    pages: z.record(z.string(), pageMemorySchema).catch(() => ({})),
  })
  .catch(() => ({ visit: 0, pages: {} }));

/** What survives a reload of the panel: the page, how far it was scrolled, open folds, filters and half-filled forms. Nothing else. */
export class Memory {
  private readonly stored: z.infer<typeof memorySchema>;

  constructor(
    stored: unknown,
    private readonly write: (memory: unknown) => void,
  ) {
    this.stored = memorySchema.parse(stored);
  }

  /** The last visit that the panel went to. */
  get visit(): number {
    return this.stored.visit;
  }

  /** The page as the editor will ask for it after a reload, and the visit that brought the learner there. */
  setPage(page: Page, visit: number): void {
    this.stored.page = page;
    this.stored.visit = visit;
    this.save();
  }

  scrollOf(page: string): number {
    return this.stored.pages[page]?.scroll ?? 0;
  }

  setScroll(page: string, scroll: number): void {
    this.of(page).scroll = Math.round(scroll);
    this.save();
  }

  fold(page: string, name: string): boolean | undefined {
    return this.stored.pages[page]?.folds[name];
  }

  setFold(page: string, name: string, open: boolean): void {
    this.of(page).folds[name] = open;
    this.save();
  }

  field(page: string, name: string): FieldValue | undefined {
    return this.stored.pages[page]?.fields[name];
  }

  setField(page: string, name: string, value: FieldValue): void {
    this.of(page).fields[name] = value;
    this.save();
  }

  /** Drops the drafts of a form that was sent. */
  clearFields(page: string): void {
    this.of(page).fields = {};
    this.save();
  }

  private of(page: string): PageMemory {
    return (this.stored.pages[page] ??= { scroll: 0, folds: {}, fields: {} });
  }

  private save(): void {
    this.write(this.stored);
  }
}

/** The name under which a page's memory is kept. */
export function pageKey(page: Page): string {
  switch (page.name) {
    case 'choose':
    case 'dashboard':
      return page.name;
    case 'setup':
    case 'overview':
      return `${page.name}/${page.roadmap}`;
    case 'phase':
      return `phase/${page.roadmap}/${page.phase}`;
  }
}

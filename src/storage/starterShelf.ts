import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import { compiledStarterSchema, starterSchema, type CompiledStarter } from '../learning/starter/schema.ts';
import { readIfThere } from './atomicFile.ts';

const { id, version, title, summary, roadmap, section, folder, needs, expect, checks } =
  starterSchema.def.innerType.shape;
const indexSchema = z
  .array(z.object({ id, version, title, summary, roadmap, section, folder, needs, expect, checks }).readonly())
  .readonly();

/** What is known of a starter without loading its files. */
export type StarterEntry = z.infer<typeof indexSchema>[number];

/** The starters that ship, as the build wrote them. */
export class StarterShelf {
  private index: Promise<readonly StarterEntry[]> | undefined;
  private known: readonly StarterEntry[] = [];

  constructor(private readonly root: string) {}

  /** All starters. */
  list(): Promise<readonly StarterEntry[]> {
    this.index ??= this.readIndex();
    return this.index;
  }

  /** The starter of a project section; undefined until `list` was awaited once, and where none ships. */
  of(roadmapId: string, sectionId: string): StarterEntry | undefined {
    return this.known.find((entry) => entry.roadmap === roadmapId && entry.section === sectionId);
  }

  /** A starter with its files. */
  async load(starter: string): Promise<CompiledStarter> {
    const text = await readFile(path.join(this.root, starter, 'starter.json'), 'utf8');
    return compiledStarterSchema.parse(JSON.parse(text));
  }

  private async readIndex(): Promise<readonly StarterEntry[]> {
    const text = await readIfThere(path.join(this.root, 'index.json'));
    this.known = text === undefined ? [] : indexSchema.parse(JSON.parse(text));
    return this.known;
  }
}

import * as path from 'node:path';
import * as z from 'zod';
import { jsonOf, readIfThere, writeAtomically } from './atomicFile.ts';

const projectPlaceSchema = z
  .object({
    projectId: z.string(),
    folder: z.string(),
    roadmap: z.string(),
    section: z.string(),
    starter: z.string(),
  })
  .readonly();

const placesSchema = z.object({
  version: z.literal(1),
  /** Roadmap files of the learner's own. */
  roadmapFiles: z.array(z.string()).readonly(),
  projects: z.array(projectPlaceSchema).readonly(),
  /** A scaffolding that waits for VS Code to come back with a folder open. */
  pending: z
    .object({ roadmap: z.string(), section: z.string(), folder: z.string(), at: z.number() })
    .readonly()
    .optional(),
});

export type ProjectPlace = z.infer<typeof projectPlaceSchema>;
export type PlacesOnDisk = Readonly<z.infer<typeof placesSchema>>;

const nowhere: PlacesOnDisk = { version: 1, roadmapFiles: [], projects: [] };

/** Where things are on this machine. Never synced: a path means nothing elsewhere. */
export class Places {
  private known = nowhere;
  /** What was found in the file and could not be read. */
  private unreadable: string | undefined;
  private changing: Promise<void> = Promise.resolve();
  private readonly file: string;

  constructor(folder: string) {
    this.file = path.join(folder, 'places.json');
  }

  get current(): PlacesOnDisk {
    return this.known;
  }

  /** Reads the file again; another window may have written it. What cannot be read counts as nothing known. */
  async read(): Promise<PlacesOnDisk> {
    const text = await readIfThere(this.file);
    const parsed = text === undefined ? undefined : placesSchema.safeParse(jsonOf(text));
    this.known = parsed?.success ? parsed.data : nowhere;
    this.unreadable = parsed?.success ? undefined : text;
    return this.known;
  }

  /** Reads, changes and writes, one change after the other. A file that could not be read is kept beside the new one. */
  change(fn: (places: PlacesOnDisk) => PlacesOnDisk): Promise<void> {
    const change = this.changing.then(() => this.readAndWrite(fn));
    // Who asked hears of a failure; the next change starts afresh.
    this.changing = change.catch(() => undefined);
    return change;
  }

  private async readAndWrite(fn: (places: PlacesOnDisk) => PlacesOnDisk): Promise<void> {
    const before = await this.read();
    const next = fn(before);
    if (next === before) return;
    if (this.unreadable !== undefined) await writeAtomically(`${this.file}.unreadable`, this.unreadable);
    await writeAtomically(this.file, JSON.stringify(next, undefined, 2));
    this.known = next;
  }
}

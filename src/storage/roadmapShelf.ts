import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import type { Problem, Roadmap } from '../learning/roadmap/schema.ts';
import type { RoadmapSummary } from '../learning/roadmap/summary.ts';
import { summaryOf } from '../learning/roadmap/summaryOf.ts';
import { readIfThere } from './atomicFile.ts';

/** A roadmap file of the learner's own and what was found in it. */
export interface OwnRoadmap {
  readonly file: string;
  readonly roadmap?: Roadmap | undefined;
  readonly problems: readonly Problem[];
}

/** The roadmaps: the bundled ones, compiled by the build and loaded when asked for, and the learner's own files. */
export class RoadmapShelf {
  private readonly loaded = new Map<string, Promise<Roadmap>>();
  private readonly ready = new Map<string, Roadmap>();
  private readonly own = new Map<string, OwnRoadmap>();
  private readonly listeners = new Set<() => void>();
  private bundled: Promise<readonly RoadmapSummary[]> | undefined;

  /** `folder` holds the build's `index.json` and one chunk a roadmap. */
  constructor(private readonly folder: string) {}

  /** Called when a roadmap was loaded, read again or closed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** All roadmaps to choose from, the bundled ones first. */
  async summaries(): Promise<readonly RoadmapSummary[]> {
    const own = [...this.own.values()].flatMap(({ roadmap }) => (roadmap ? [summaryOf(roadmap)] : []));
    return [...(await this.bundledSummaries()), ...own];
  }

  /** A roadmap that was loaded before. */
  get(id: string): Roadmap | undefined {
    return this.ready.get(id) ?? this.ownById(id);
  }

  /** A roadmap; undefined where there is none with this id. */
  async load(id: string): Promise<Roadmap | undefined> {
    const own = this.ownById(id);
    if (own) return own;
    if (!(await this.bundledSummaries()).some((summary) => summary.id === id)) return undefined;
    let roadmap = this.loaded.get(id);
    if (!roadmap) {
      roadmap = this.loadBundled(id);
      this.loaded.set(id, roadmap);
      // A failure is told to who asked and not remembered: the next one reads again.
      roadmap.catch(() => this.loaded.delete(id));
    }
    return roadmap;
  }

  /** The learner's own files that are open. */
  get ownRoadmaps(): readonly OwnRoadmap[] {
    return [...this.own.values()];
  }

  /** Reads a roadmap file, for the first time or again. The parser is loaded only here. A file that is gone keeps what was last good. */
  async readFile(file: string): Promise<OwnRoadmap> {
    const text = await readIfThere(file);
    const found = text === undefined ? missing(file) : await this.parse(file, text);
    const before = this.own.get(file)?.roadmap;
    const next: OwnRoadmap = { ...found, roadmap: found.roadmap ?? before };
    this.own.set(file, next);
    this.tell();
    return next;
  }

  /** Forgets a file of the learner's own; its progress stays. */
  close(file: string): void {
    if (this.own.delete(file)) this.tell();
  }

  private async parse(file: string, text: string): Promise<OwnRoadmap> {
    const { parseRoadmap } = await import('../learning/roadmap/parseRoadmap.ts');
    const { roadmap, problems } = parseRoadmap(text);
    if (!roadmap) return { file, problems };
    const taken =
      (await this.bundledSummaries()).some(({ id }) => id === roadmap.id) ||
      [...this.own.values()].some((other) => other.file !== file && other.roadmap?.id === roadmap.id);
    return taken ? { file, problems: [...problems, takenId(roadmap.id)] } : { file, roadmap, problems };
  }

  private ownById(id: string): Roadmap | undefined {
    return [...this.own.values()].find(({ roadmap }) => roadmap?.id === id)?.roadmap;
  }

  private bundledSummaries(): Promise<readonly RoadmapSummary[]> {
    this.bundled ??= this.json(path.join(this.folder, 'index.json')).then((value) => trustedSummaries.parse(value));
    return this.bundled;
  }

  private async loadBundled(id: string): Promise<Roadmap> {
    const roadmap = trustedRoadmap.parse(await this.json(path.join(this.folder, `${id}.json`)));
    this.ready.set(id, roadmap);
    this.tell();
    return roadmap;
  }

  private async json(file: string): Promise<unknown> {
    return JSON.parse(await readFile(file, 'utf8'));
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The build validated these with zod and packed them with this very code; validating 400 kB again would only cost time. */
const trustedRoadmap = z.custom<Roadmap>();
const trustedSummaries = z.custom<readonly RoadmapSummary[]>();

function missing(file: string): OwnRoadmap {
  return {
    file,
    problems: [
      problem(
        `Waymark cannot find ${path.basename(file)} any more. What was last read stays; put the file back or close this roadmap.`,
      ),
    ],
  };
}

function takenId(id: string): Problem {
  return problem(
    `The id “${id}” belongs to another roadmap. Give yours an id of its own in the front matter, so that their progress stays apart.`,
  );
}

function problem(message: string): Problem {
  return { line: 1, column: 1, endLine: 1, endColumn: 1, severity: 'error', message };
}

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseRoadmap } from '../src/learning/roadmap/parseRoadmap.ts';
import type { Roadmap } from '../src/learning/roadmap/schema.ts';
import { summaryOf } from '../src/learning/roadmap/summaryOf.ts';

/** The folder of the bundled roadmaps in this repository. */
export const roadmapsFolder = resolve(import.meta.dirname, '../roadmaps');

/** The order in which the bundled roadmaps are offered. Others follow by the alphabet. */
export const bundledRoadmapIds = [
  'backend-heavy-full-stack',
  'full-time-backend',
  'backend-pro-2026',
  'node-backend-development',
  'backend-first-senior',
] as const;

/** Reads every roadmap of a folder, in the order in which they are offered. Throws one error that lists all problems, warnings included. */
export async function compileRoadmaps(folder = roadmapsFolder): Promise<readonly Roadmap[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const compiled = await Promise.all(names.toSorted(byOffer).map((name) => compileRoadmap(folder, name)));
  const problems = compiled.flatMap((one) => one.problems);
  if (problems.length > 0) {
    throw new Error(
      `The roadmaps have ${problems.length} problem(s):\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  return compiled.flatMap(({ roadmap }) => roadmap ?? []);
}

/** Writes `<outdir>/<id>.json` for each bundled roadmap, and `index.json` with their summaries. */
export async function writeRoadmapChunks(outdir: string, folder = roadmapsFolder): Promise<readonly Roadmap[]> {
  const roadmaps = await compileRoadmaps(folder);
  await mkdir(outdir, { recursive: true });
  for (const roadmap of roadmaps) await writeFile(join(outdir, `${roadmap.id}.json`), JSON.stringify(roadmap));
  await writeFile(join(outdir, 'index.json'), JSON.stringify(roadmaps.map(summaryOf)));
  return roadmaps;
}

interface Compiled {
  readonly roadmap?: Roadmap;
  /** "file:line:column message". */
  readonly problems: readonly string[];
}

async function compileRoadmap(folder: string, name: string): Promise<Compiled> {
  const file = join(folder, name);
  const { roadmap, problems } = parseRoadmap(await readFile(file, 'utf8'), { explicitIds: true });
  const shown = relative(process.cwd(), file);
  const lines = problems.map(({ line, column, message }) => `${shown}:${line}:${column} ${message}`);
  if (roadmap && `${roadmap.id}.md` !== name) {
    lines.push(`${shown}:1:1 The roadmap's id is “${roadmap.id}”. Name the file “${roadmap.id}.md”, or mend the id.`);
  }
  return { ...(roadmap ? { roadmap } : {}), problems: lines };
}

function byOffer(one: string, other: string): number {
  return placeOf(one) - placeOf(other) || (one < other ? -1 : 1);
}

function placeOf(name: string): number {
  const index = bundledRoadmapIds.findIndex((id) => `${id}.md` === name);
  return index < 0 ? bundledRoadmapIds.length : index;
}

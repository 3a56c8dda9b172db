import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { idSchema } from '../src/learning/idSchema.ts';
import type { Roadmap } from '../src/learning/roadmap/schema.ts';
import { idsOf } from '../src/learning/roadmap/walk.ts';
import { compileRoadmaps, roadmapsFolder } from './compileRoadmaps.ts';

/** Roadmap id → its ids, sorted. Learners' records hold them, so none may go away without an alias. */
export const roadmapIdsSchema = z.record(idSchema, z.array(idSchema).readonly()).readonly();
export type RoadmapIds = z.infer<typeof roadmapIdsSchema>;

/** The committed list. */
export const roadmapIdsFile = join(roadmapsFolder, 'ids.json');

/** Reads the committed list; before the first one there is none. */
export async function readRoadmapIds(file = roadmapIdsFile): Promise<RoadmapIds> {
  return existsSync(file) ? roadmapIdsSchema.parse(JSON.parse(await readFile(file, 'utf8'))) : {};
}

/** What stands between the committed list and the roadmaps of today. */
export interface IdChanges {
  /** Committed, but neither an id nor an alias of today: learners' records would lose them. */
  readonly lost: readonly RoadmapId[];
  /** Not committed yet. */
  readonly added: readonly RoadmapId[];
}
export type RoadmapId = readonly [roadmap: string, id: string];

/** Compares the committed list with the roadmaps of today. */
export function compareRoadmapIds(committed: RoadmapIds, roadmaps: readonly Roadmap[]): IdChanges {
  const kept = new Map(
    roadmaps.map((roadmap) => [roadmap.id, new Set([...idsOf(roadmap).keys(), ...Object.keys(roadmap.aliases)])]),
  );
  const known = new Map(Object.entries(committed).map(([roadmap, ids]) => [roadmap, new Set(ids)]));
  const listed = Object.entries(committed).flatMap(([roadmap, ids]) => ids.map((id): RoadmapId => [roadmap, id]));
  const used = roadmaps.flatMap((roadmap) => [...idsOf(roadmap).keys()].map((id): RoadmapId => [roadmap.id, id]));
  return {
    lost: listed.filter(([roadmap, id]) => kept.get(roadmap)?.has(id) !== true),
    added: used.filter(([roadmap, id]) => known.get(roadmap)?.has(id) !== true),
  };
}

/** The next list: what is committed stays, what is new comes in, what is to be forgotten goes. */
export function planRoadmapIds(
  committed: RoadmapIds,
  { added }: IdChanges,
  forgotten: readonly RoadmapId[],
): RoadmapIds {
  const names = [...new Set([...Object.keys(committed), ...added.map(([name]) => name)])];
  return Object.fromEntries(
    names
      .map((name) => {
        const all = [...(committed[name] ?? []), ...added.filter(([roadmap]) => roadmap === name).map(([, id]) => id)];
        const gone = new Set(forgotten.filter(([roadmap]) => roadmap === name).map(([, id]) => id));
        return [name, all.filter((id) => !gone.has(id)).toSorted()] as const;
      })
      .filter(([, ids]) => ids.length > 0),
  );
}

/** One sentence for a lost id. */
export function describeLostId([roadmap, id]: RoadmapId): string {
  return `“${id}” of ${roadmap} is gone, and learners' records may hold it. Bring it back, or add it to “aliases” in roadmaps/${roadmap}.md.`;
}

async function main(): Promise<void> {
  const committed = await readRoadmapIds();
  const changes = compareRoadmapIds(committed, await compileRoadmaps());
  const mayForget = process.argv.includes('--forget-unreleased');
  const next = planRoadmapIds(committed, changes, mayForget ? changes.lost : []);
  await writeFile(roadmapIdsFile, `${JSON.stringify(next, undefined, 2)}\n`);
  console.log(
    `roadmaps/ids.json: ${changes.added.length} ids added, ${mayForget ? changes.lost.length : 0} forgotten.`,
  );
  if (mayForget || changes.lost.length === 0) return;
  console.error(changes.lost.map(describeLostId).join('\n'));
  console.error('Only ids that were never in a release may be forgotten: npm run ids -- --forget-unreleased');
  process.exitCode = 1;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) await main();

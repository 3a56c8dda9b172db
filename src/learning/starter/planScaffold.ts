import { foldersOf, problemOfPath } from './paths.ts';
import type { CompiledStarter, Starter, StarterFile } from './schema.ts';

/** What stands in the learner's folder at a path that the starter wants, or in the way of it. */
export type Existing =
  | { readonly path: string; readonly kind: 'file'; readonly hash: string }
  /** Something else than a file, a folder above it that is none, or a link: `reason` completes "<path> …". */
  | { readonly path: string; readonly kind: 'obstacle'; readonly reason: string };

/** What happens to one file. `different`: the learner's stays. `refused`: the project cannot be made like this. */
export type PlanEntry =
  | { readonly state: 'create' | 'same' | 'different'; readonly file: StarterFile }
  | { readonly state: 'refused'; readonly file: StarterFile; readonly reason: string };

/** Everything that scaffolding would do, before it does it. */
export interface ScaffoldPlan {
  readonly starter: Starter;
  readonly entries: readonly PlanEntry[];
  /** Folders that the project needs, outermost first. */
  readonly folders: readonly string[];
}

/** Decides what becomes of each file of a starter; writes nothing. `existing` comes from `readExisting`. */
export function planScaffold(compiled: CompiledStarter, existing: readonly Existing[]): ScaffoldPlan {
  const there = new Map(existing.map((entry) => [entry.path, entry]));
  const entries = compiled.files.map((file): PlanEntry => planFile(file, there.get(file.path)));
  const folders = [
    ...new Set(entries.filter((entry) => entry.state === 'create').flatMap((entry) => foldersOf(entry.file.path))),
  ];
  return { starter: compiled.starter, entries, folders: folders.sort() };
}

function planFile(file: StarterFile, existing: Existing | undefined): PlanEntry {
  const problem = problemOfPath(file.path);
  if (problem !== undefined) return { state: 'refused', file, reason: problem };
  if (existing === undefined) return { state: 'create', file };
  if (existing.kind === 'obstacle') return { state: 'refused', file, reason: existing.reason };
  return { state: existing.hash === file.hash ? 'same' : 'different', file };
}

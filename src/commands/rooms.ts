import type * as vscode from 'vscode';
import type { Learner } from '../learner.ts';
import type { Page } from '../protocol.ts';
import type { Notes } from '../storage/notes.ts';
import type { Places } from '../storage/places.ts';
import type { ProgressStore } from '../storage/progressStore.ts';
import type { Projects } from '../storage/projects.ts';
import type { RoadmapShelf } from '../storage/roadmapShelf.ts';
import type { Snapshots } from '../storage/snapshots.ts';
import type { StarterShelf } from '../storage/starterShelf.ts';
import type { RoadmapTree } from '../views/roadmapTree.ts';
import type { TreeNode } from '../views/treeNodes.ts';

/** What commands may use; each takes its part. */
export interface Rooms {
  readonly store: ProgressStore;
  readonly learner: Learner;
  readonly shelf: RoadmapShelf;
  readonly starters: StarterShelf;
  readonly projects: Projects;
  readonly places: Places;
  readonly notes: Notes;
  readonly snapshots: Snapshots;
  readonly tree: RoadmapTree;
  readonly panel: { show(page: Page): void; refresh(): void };
  readonly context: { set(key: string, value: boolean): void };
  readonly problems: vscode.DiagnosticCollection;
  readonly log: vscode.LogOutputChannel;
  readonly now: () => number;
}

/** What a command is called with: from the tree a row and all selected rows, from elsewhere nothing or ids. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** The rows that a tree command was called for: the selection when the row is part of it. */
export function rowsOf(args: readonly unknown[]): readonly TreeNode[] {
  const [row, selected] = args;
  if (Array.isArray(selected) && selected.length > 0) return selected.filter(isRow);
  return isRow(row) ? [row] : [];
}

function isRow(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'roadmap' in value;
}

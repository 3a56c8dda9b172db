import type { Item, ItemNode, Phase, Roadmap } from '../roadmap/schema.ts';
import { chosenOf, openChildren, progressOf } from './progress.ts';
import type { DayLabel, ProgressRecord } from './record.ts';

/** How many things are in which state. */
export interface Tally {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly doing: number;
}

/** Completion as it is shown everywhere. Percentages are of what is required; optional items are counted apart. */
export interface Completion {
  readonly required: Tally;
  readonly optional: Tally;
  /** Whole per cents. 100 (done and skipped together) only when everything required is settled. */
  readonly percentDone: number;
  readonly percentSkipped: number;
  /** Everything required is done or skipped. */
  readonly settled: boolean;
  /** Everything required is done. */
  readonly allDone: boolean;
}

/** The one completion function. */
export function completionOf(record: ProgressRecord, roadmap: string, nodes: readonly ItemNode[], today: DayLabel): Completion {
  const required = { total: 0, done: 0, skipped: 0, doing: 0 };
  const optional = { total: 0, done: 0, skipped: 0, doing: 0 };
  visitCounted(record, roadmap, nodes, (counted) => {
    const tally = counted !== 'placeholder' && counted.optional ? optional : required;
    tally.total += 1;
    if (counted === 'placeholder') return;
    const { status } = progressOf(record, roadmap, counted, today);
    if (status !== 'todo') tally[status] += 1;
  });
  const settled = required.total > 0 && required.done + required.skipped === required.total;
  const percentDone = percent(required.done, required.total);
  return {
    required,
    optional,
    percentDone,
    percentSkipped: settled ? 100 - percentDone : percent(required.skipped, required.total),
    settled,
    allDone: settled && required.skipped === 0,
  };
}

/** The same for a phase or a whole roadmap. */
export function phaseCompletion(record: ProgressRecord, roadmap: string, phase: Phase, today: DayLabel): Completion {
  return completionOf(record, roadmap, phase.sections.flatMap(({ items }) => items), today);
}

/** The same for a whole roadmap. */
export function roadmapCompletion(record: ProgressRecord, roadmap: Roadmap, today: DayLabel): Completion {
  return completionOf(record, roadmap.id, roadmap.phases.flatMap(({ sections }) => sections.flatMap(({ items }) => items)), today);
}

/**
 * The items that count and can be ticked. While a choice is open every alternative can be ticked (which chooses it),
 * and each free place counts once.
 */
export function tickableItems(record: ProgressRecord, roadmap: string, nodes: readonly ItemNode[]): readonly Item[] {
  return nodes.flatMap((node) =>
    node.type === 'item' ? [node] : tickableItems(record, roadmap, openChildren(record, roadmap, node)),
  );
}

/** "62 % done, 8 % skipped": the words beside every bar. */
export function describeCompletion({ required, percentDone, percentSkipped }: Completion): string {
  if (required.total === 0) return 'nothing to tick';
  return percentSkipped > 0 ? `${percentDone} % done, ${percentSkipped} % skipped` : `${percentDone} % done`;
}

function visitCounted(
  record: ProgressRecord,
  roadmap: string,
  nodes: readonly ItemNode[],
  visit: (counted: Item | 'placeholder') => void,
): void {
  for (const node of nodes) {
    if (node.type === 'item') {
      visit(node);
    } else if (node.choose === undefined) {
      visitCounted(record, roadmap, node.children, visit);
    } else {
      const chosen = chosenOf(record, roadmap, node);
      visitCounted(record, roadmap, node.children.filter(({ id }) => chosen.includes(id)), visit);
      for (let free = chosen.length; free < node.choose; free += 1) visit('placeholder');
    }
  }
}

/** Rounded down, but never to 0 when there is something. */
function percent(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0;
  return Math.max(1, Math.floor((100 * part) / whole));
}

import type { Item, ItemNode, Phase, Roadmap } from '../roadmap/schema.ts';
import { chosenOf, openChildren, placesOf, progressOf } from './progress.ts';
import type { DayLabel, ProgressRecord } from './record.ts';
import type { Status } from './registers.ts';

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
export function completionOf(
  record: ProgressRecord,
  roadmap: string,
  nodes: readonly ItemNode[],
  today: DayLabel,
): Completion {
  const required = { total: 0, done: 0, skipped: 0, doing: 0 };
  const optional = { total: 0, done: 0, skipped: 0, doing: 0 };
  visitCounted(record, roadmap, nodes, today, (status, isOptional) => {
    const tally = isOptional ? optional : required;
    tally.total += 1;
    if (status !== 'todo') tally[status] += 1;
  });
  const settled = required.total > 0 && required.done + required.skipped === required.total;
  return {
    required,
    optional,
    ...percents(required, settled),
    settled,
    allDone: settled && required.skipped === 0,
  };
}

/** The same for a phase. */
export function phaseCompletion(record: ProgressRecord, roadmap: string, phase: Phase, today: DayLabel): Completion {
  return completionOf(
    record,
    roadmap,
    phase.sections.flatMap(({ items }) => items),
    today,
  );
}

/** The same for a whole roadmap. */
export function roadmapCompletion(record: ProgressRecord, roadmap: Roadmap, today: DayLabel): Completion {
  return completionOf(
    record,
    roadmap.id,
    roadmap.phases.flatMap(({ sections }) => sections.flatMap(({ items }) => items)),
    today,
  );
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
export function describeCompletion({ required, optional, percentDone, percentSkipped }: Completion): string {
  if (required.total === 0)
    return optional.total === 0 ? 'nothing to tick' : `optional, ${optional.done} of ${optional.total} done`;
  return percentSkipped > 0 ? `${percentDone} % done, ${percentSkipped} % skipped` : `${percentDone} % done`;
}

function visitCounted(
  record: ProgressRecord,
  roadmap: string,
  nodes: readonly ItemNode[],
  today: DayLabel,
  visit: (status: Status, isOptional: boolean) => void,
): void {
  for (const node of nodes) {
    if (node.type === 'item') {
      visit(progressOf(record, roadmap, node, today).status, node.optional === true);
    } else if (node.choose === undefined) {
      visitCounted(record, roadmap, node.children, today, visit);
    } else {
      const chosen = chosenOf(record, roadmap, node);
      const others = node.children.filter(({ id }) => !chosen.includes(id));
      visitCounted(
        record,
        roadmap,
        node.children.filter(({ id }) => chosen.includes(id)),
        today,
        visit,
      );
      // Who skips every alternative that is left has skipped the choice.
      const status = others.every((other) => isSkipped(record, roadmap, other, today)) ? 'skipped' : 'todo';
      for (let free = chosen.length; free < placesOf(node); free += 1) visit(status, false);
    }
  }
}

function isSkipped(record: ProgressRecord, roadmap: string, node: ItemNode, today: DayLabel): boolean {
  return node.type === 'item'
    ? progressOf(record, roadmap, node, today).status === 'skipped'
    : node.children.every((child) => isSkipped(record, roadmap, child, today));
}

function percents(
  { total, done, skipped }: Tally,
  settled: boolean,
): Pick<Completion, 'percentDone' | 'percentSkipped'> {
  const percentDone = percent(done, total);
  if (settled) return { percentDone, percentSkipped: 100 - percentDone };
  const percentSkipped = percent(skipped, total);
  // Raising a small part to 1 could make 100 of both; the larger one gives way.
  const over = percentDone + percentSkipped >= 100 ? 1 : 0;
  return done >= skipped
    ? { percentDone: percentDone - over, percentSkipped }
    : { percentDone, percentSkipped: percentSkipped - over };
}

/** Rounded down, but never to 0 when there is something. */
function percent(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0;
  return Math.max(1, Math.floor((100 * part) / whole));
}

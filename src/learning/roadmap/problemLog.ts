import type { Problem } from './schema.ts';

/** A stretch of the file. Lines and columns count from 1. */
export type Place = Pick<Problem, 'line' | 'column' | 'endLine' | 'endColumn'>;

/** Collects what is wrong in a file while it is read. */
export class ProblemLog {
  readonly #problems: Problem[] = [];

  /** The roadmap cannot be used as meant. */
  error(place: Place, message: string): void {
    this.#add(place, 'error', message);
  }

  /** The roadmap can be used, but not all of it as it was written. */
  warning(place: Place, message: string): void {
    this.#add(place, 'warning', message);
  }

  /** All problems in the order of the file. */
  inOrder(): readonly Problem[] {
    return this.#problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
  }

  #add({ line, column, endLine, endColumn }: Place, severity: Problem['severity'], message: string): void {
    // What is quoted from the file may run over several lines; a message is one.
    const oneLine = message.replace(/\s+/g, ' ');
    this.#problems.push({ line, column, endLine, endColumn, severity, message: oneLine });
  }
}

/** The beginning of the file, for a problem that has no place of its own. */
export const startOfFile: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Where a Markdown node stands. */
export function placeOf(node: {
  readonly position?:
    | {
        readonly start: { readonly line: number; readonly column: number };
        readonly end: { readonly line: number; readonly column: number };
      }
    | undefined;
}): Place {
  if (!node.position) return startOfFile;
  const { start, end } = node.position;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** The stretch between two offsets of the text. */
export function placeBetween(text: string, from: number, to: number): Place {
  const start = pointAt(text, from);
  const end = pointAt(text, Math.max(from, to));
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function pointAt(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

import { addToCounter } from '../learning/progress/changes.ts';
import { keyOf } from '../learning/progress/progress.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Adds to the counter of a row ("12 of 50 problems"), or takes away. */
export function count({ store }: Pick<Rooms, 'store'>, by: number): Handler {
  return (...args) => {
    const keys = rowsOf(args).flatMap((row) => (row.kind === 'item' ? [keyOf(row.roadmap.id, row.item.id)] : []));
    return store.change((record, moment) =>
      keys.reduce((before, key) => addToCounter(before, key, by, moment), record),
    );
  };
}

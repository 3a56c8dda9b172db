import { contextKeys } from '../contributions.ts';
import type { Handler, Rooms } from './rooms.ts';

/** Leaves what is settled out of the tree, or shows it again. */
export function hideDone({ tree, context }: Pick<Rooms, 'tree' | 'context'>, hides: boolean): Handler {
  return () => {
    tree.hidesDone = hides;
    context.set(contextKeys.hidesDone, hides);
  };
}

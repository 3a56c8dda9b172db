import { choose } from '../learning/progress/changes.ts';
import { chosenOf } from '../learning/progress/progress.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Chooses a row of a "choose one"; where all places are taken, in place of the one chosen first. */
export function chooseAlternative({ store }: Pick<Rooms, 'store'>): Handler {
  return (...args) => {
    const [row] = rowsOf(args);
    if (row?.kind !== 'item' && row?.kind !== 'group') return;
    const group = row.path.at(-1);
    if (group?.choose === undefined) return;
    const places = group.choose;
    const id = row.kind === 'item' ? row.item.id : row.group.id;
    return store.change((record, moment) => {
      const chosen = chosenOf(record, row.roadmap.id, group).filter((other) => other !== id);
      return choose(record, row.roadmap.id, group, [...chosen, id].slice(-places), moment);
    });
  };
}

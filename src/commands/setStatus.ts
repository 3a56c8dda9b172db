import * as vscode from 'vscode';
import { setStatusOf, tickItem } from '../learning/progress/intents.ts';
import type { Status } from '../learning/progress/registers.ts';
import { itemsIn, type TreeNode } from '../views/treeNodes.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Gives all selected rows (and what is below them) a status. */
export function setStatus({ store, learner }: Pick<Rooms, 'store' | 'learner'>, status: Status): Handler {
  return (...args) => {
    const rows = rowsOf(args);
    return store.change((record, moment) =>
      rows.reduce(
        (before, row) => setStatusOf(before, itemsIn(row).map(({ item }) => item.id), status, { roadmap: row.roadmap, today: learner.today, moment }),
        record,
      ),
    );
  };
}

/** Follows the check boxes of the tree. VS Code sometimes sends an empty event; then nothing changes. */
export function followCheckBoxes({ store, learner }: Pick<Rooms, 'store' | 'learner'>) {
  return ({ items }: vscode.TreeCheckboxChangeEvent<TreeNode>): void => {
    void store.change((record, moment) =>
      items.reduce(
        (before, [row, state]) =>
          row.kind === 'item'
            ? tickItem(before, row.item.id, state === vscode.TreeItemCheckboxState.Checked, { roadmap: row.roadmap, today: learner.today, moment })
            : before,
        record,
      ),
    );
  };
}

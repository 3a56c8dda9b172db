import * as vscode from 'vscode';
import { isTicked } from '../learning/progress/changes.ts';
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
        (before, row) =>
          setStatusOf(
            before,
            itemsIn(row).map(({ item }) => item.id),
            status,
            { roadmap: row.roadmap, today: learner.today, moment },
          ),
        record,
      ),
    );
  };
}

/** The space bar on the tree: ticks or unticks the item that has the focus; a row without a box it opens or closes. */
export function toggleTick({ store, learner, tree }: Pick<Rooms, 'store' | 'learner' | 'tree'>): Handler {
  return async () => {
    const items = (await selectFocused(tree.view)).filter((row) => row.kind === 'item');
    if (items.length === 0) {
      await vscode.commands.executeCommand('list.toggleExpand');
      return;
    }
    const { record, today } = learner;
    const ticked = !items.every((row) => isTicked(record, row.roadmap.id, row.item, today));
    await store.change((before, moment) =>
      items.reduce((next, { roadmap, item }) => tickItem(next, item.id, ticked, { roadmap, today, moment }), before),
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
            ? tickItem(before, row.item.id, state === vscode.TreeItemCheckboxState.Checked, {
                roadmap: row.roadmap,
                today: learner.today,
                moment,
              })
            : before,
        record,
      ),
    );
  };
}

/** How long VS Code may take to report a selection; no event comes when the focused row was selected already. */
const selectionMilliseconds = 150;

/** An extension cannot see which row has the focus, only which is selected: so the focused one is selected first. */
async function selectFocused(view: vscode.TreeView<TreeNode>): Promise<readonly TreeNode[]> {
  let listener: vscode.Disposable | undefined;
  const reported = new Promise<void>((resolve) => {
    listener = view.onDidChangeSelection(() => resolve());
  });
  await vscode.commands.executeCommand('list.select');
  await Promise.race([reported, new Promise((resolve) => setTimeout(resolve, selectionMilliseconds))]);
  listener?.dispose();
  return view.selection;
}

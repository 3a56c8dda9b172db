import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Rooms } from '../../../src/commands/rooms.ts';
import { countOf } from '../../../src/learning/progress/progress.ts';
import { valueOf } from '../../../src/learning/progress/registers.ts';
import { followCheckBoxes } from '../../../src/commands/setStatus.ts';
import type { TreeNode } from '../../../src/views/treeNodes.ts';
import { activateWaymark, begin, nextEvent } from '../support/waymark.ts';

const roadmapId = 'backend-pro-2026';

describe('The roadmap tree', () => {
  let rooms: Rooms;

  before(async () => {
    rooms = await activateWaymark();
  });

  beforeEach(() => begin(rooms, roadmapId));

  it('lists followed roadmaps, the current one open, and their phases with span and completion', async () => {
    await begin(rooms, roadmapId, 'full-time-backend');
    const roots = await rooms.tree.getChildren();
    assert.deepEqual(
      roots.map((row) => row.roadmap.id),
      [roadmapId, 'full-time-backend'],
    );
    const [current, other] = roots.map((row) => rooms.tree.getTreeItem(row));
    assert.equal(current?.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.equal(other?.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    const phases = await rooms.tree.getChildren(roots[0]);
    assert.equal(phases.length, 8);
    const first = rooms.tree.getTreeItem(row(phases[0]));
    assert.equal(first.label, '1. Backend Foundations');
    assert.equal(first.description, '0 % done · Months 1–2 · you are here');
  });

  it('gives exactly the items a check box, and no command', async () => {
    for (const each of await everyRow(rooms)) {
      const item = rooms.tree.getTreeItem(each);
      assert.equal(item.checkboxState !== undefined, each.kind === 'item', item.id);
      assert.equal(item.command, undefined);
    }
  });

  it('has a stable id of its own for every row', async () => {
    const ids = (await everyRow(rooms)).map((each) => rooms.tree.getTreeItem(each).id);
    assert.ok(ids.length > 150);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('shows a tick from the store and refreshes that row alone first', async () => {
    const generics = await find(rooms, 'p1.project.jwt');
    assert.equal(checkState(rooms, generics), vscode.TreeItemCheckboxState.Unchecked);
    const refreshed = nextEvent(rooms.tree.onDidChangeTreeData);
    followCheckBoxes(rooms)({ items: [[generics, vscode.TreeItemCheckboxState.Checked]] });
    assert.deepEqual(await refreshed, [generics]);
    assert.equal(checkState(rooms, generics), vscode.TreeItemCheckboxState.Checked);
  });

  it('refreshes what stands above a ticked row afterwards, so that totals are right', async () => {
    const jwt = await find(rooms, 'p1.project.jwt');
    const phase = await find(rooms, 'p1');
    const above = nextEvent(
      rooms.tree.onDidChangeTreeData,
      (rows) => Array.isArray(rows) && rows.some(({ kind }) => kind !== 'item'),
    );
    await vscode.commands.executeCommand('waymark.markDone', jwt, [jwt]);
    await above;
    assert.match(String(rooms.tree.getTreeItem(phase).description), /^[1-9]\d? % done/);
  });

  it('follows an empty check box event by changing nothing', () => {
    const before = rooms.store.record;
    followCheckBoxes(rooms)({ items: [] });
    assert.equal(rooms.store.record, before);
  });

  it('marks all selected rows, and everything below a selected topic', async () => {
    const [jwt, rbac, done] = await Promise.all(
      ['p1.project.jwt', 'p1.project.rbac', 'p1.done'].map((id) => find(rooms, id)),
    );
    await vscode.commands.executeCommand('waymark.markSkipped', jwt, [jwt, rbac, done]);
    const skipped = ['p1.project.jwt', 'p1.project.rbac', 'p1.done.readme', 'p1.done.errors'].map((id) =>
      valueOf(rooms.store.record, 'status', `${roadmapId}:${id}`),
    );
    assert.deepEqual(skipped, ['skipped', 'skipped', 'skipped', 'skipped']);
    assert.match(String(rooms.tree.getTreeItem(row(jwt)).description), /Skipped/);
  });

  it('says every status in words', async () => {
    const jwt = await find(rooms, 'p1.project.jwt');
    for (const [command, words] of [
      ['waymark.markInProgress', 'In progress'],
      ['waymark.markSkipped', 'Skipped'],
      ['waymark.markDone', 'Done'],
      ['waymark.markToDo', 'To do'],
    ] as const) {
      await vscode.commands.executeCommand(command, jwt);
      assert.match(rooms.tree.getTreeItem(jwt).accessibilityInformation?.label ?? '', new RegExp(`, ${words}$`));
    }
  });

  it('hides what is done and shows it again', async () => {
    const [jwt, project] = await Promise.all(['p1.project.jwt', 'p1.project'].map((id) => find(rooms, id)));
    await vscode.commands.executeCommand('waymark.markDone', jwt);
    const labels = async () =>
      (await rooms.tree.getChildren(project)).map((each) => rooms.tree.getTreeItem(each).label);
    const all = await labels();
    await vscode.commands.executeCommand('waymark.hideDone');
    assert.equal((await labels()).length, all.length - 1);
    await vscode.commands.executeCommand('waymark.showDone');
    assert.deepEqual(await labels(), all);
  });

  it('counts a counter up and down and says how far it is', async () => {
    const counter = (await everyRow(rooms)).find((each) => each.kind === 'item' && each.item.count?.target === 50);
    assert.ok(counter?.kind === 'item');
    await vscode.commands.executeCommand('waymark.addOne', counter);
    await vscode.commands.executeCommand('waymark.addOne', counter);
    await vscode.commands.executeCommand('waymark.takeOne', counter);
    assert.equal(countOf(rooms.store.record, `${roadmapId}:${counter.item.id}`), 1);
    assert.match(String(rooms.tree.getTreeItem(counter).description), /^1 of 50 problems/);
  });

  it('takes the box from the alternatives that were not chosen', async () => {
    await begin(rooms, 'full-time-backend');
    const choice = (await everyRow(rooms)).find(
      (each) =>
        each.kind === 'group' && each.group.choose === 1 && each.group.children.every(({ type }) => type === 'item'),
    );
    assert.ok(choice);
    const [first, second] = await rooms.tree.getChildren(choice);
    await vscode.commands.executeCommand('waymark.choose', first);
    assert.ok(rooms.tree.getTreeItem(row(first)).checkboxState);
    assert.equal(rooms.tree.getTreeItem(row(second)).checkboxState, undefined);
    assert.equal(rooms.tree.getTreeItem(row(second)).description, 'not chosen');
    await vscode.commands.executeCommand('waymark.choose', second);
    assert.ok(rooms.tree.getTreeItem(row(second)).checkboxState);
  });

  it('keeps showing progress of items that the roadmap has no more', async () => {
    await rooms.store.change((record) => ({
      ...record,
      registers: { ...record.registers, status: { [`${roadmapId}:p1.long-gone`]: ['done', '0mh1x2k3l000test1'] } },
    }));
    const [root] = await rooms.tree.getChildren();
    const last = (await rooms.tree.getChildren(root)).at(-1);
    assert.equal(rooms.tree.getTreeItem(row(last)).label, 'No longer in this roadmap');
    assert.deepEqual(
      (await rooms.tree.getChildren(last)).map((each) => rooms.tree.getTreeItem(each).label),
      ['p1.long-gone'],
    );
  });
});

function row(node: TreeNode | undefined): TreeNode {
  assert.ok(node);
  return node;
}

async function find(rooms: Rooms, id: string): Promise<TreeNode> {
  const roadmap = await rooms.shelf.load(roadmapId);
  assert.ok(roadmap);
  return row(rooms.tree.nodeFor(roadmap, id));
}

async function everyRow(rooms: Rooms, parent?: TreeNode): Promise<readonly TreeNode[]> {
  const children = await rooms.tree.getChildren(parent);
  const below = await Promise.all(children.map((child) => everyRow(rooms, child)));
  return [...children, ...below.flat()];
}

function checkState(rooms: Rooms, node: TreeNode): vscode.TreeItemCheckboxState | undefined {
  const { checkboxState } = rooms.tree.getTreeItem(node);
  return typeof checkboxState === 'object' ? checkboxState.state : checkboxState;
}

import * as vscode from 'vscode';
import { viewIds } from '../contributions.ts';
import type { Learner } from '../learner.ts';
import { goneItems } from '../learning/progress/aliases.ts';
import { isTicked } from '../learning/progress/changes.ts';
import {
  completionOf,
  describeCompletion,
  phaseCompletion,
  roadmapCompletion,
} from '../learning/progress/completion.ts';
import { isSame } from '../learning/progress/merge.ts';
import { phaseHere } from '../learning/progress/phaseHere.ts';
import { chosenOf, openChildren, progressOf } from '../learning/progress/progress.ts';
import type { ProgressRecord } from '../learning/progress/record.ts';
import type { Phase, Roadmap, Section } from '../learning/roadmap/schema.ts';
import { idsOf } from '../learning/roadmap/walk.ts';
import { idOf, nodesBelow, parentOf, TreeNodes, type TreeNode } from './treeNodes.ts';
import { describeCount, describeItem, proofWords, statusWords } from '../learning/words.ts';

/** What the tree shows of projects on this machine. */
export interface ProjectFacts {
  hasStarter(roadmap: string, section: string): boolean;
  hasFolder(roadmap: string, section: string): boolean;
  onDidChange(listener: () => void): vscode.Disposable;
}

/** Ancestors show totals; refreshing one asks for everything open below it, so they wait until a burst of ticks is over. */
const ancestorsDelay = 120;

/** Roadmap → phases → topics, projects, exercises, checklists → items with native check boxes. */
export class RoadmapTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<TreeNode>;
  private readonly nodes = new TreeNodes();
  private readonly disposable: vscode.Disposable;
  private shown: { record: ProgressRecord; roadmaps: string; today: string };
  private readonly dirty = new Set<TreeNode>();
  private timer: NodeJS.Timeout | undefined;
  private hides = false;

  constructor(
    private readonly learner: Learner,
    private readonly projects: ProjectFacts,
  ) {
    this.view = vscode.window.createTreeView(viewIds.roadmaps, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.shown = this.facts();
    this.disposable = vscode.Disposable.from(
      this.view,
      this.changed,
      learner.onDidChange(() => this.update()),
      projects.onDidChange(() => this.changed.fire(undefined)),
    );
  }

  /** Whether what is done is left out. */
  set hidesDone(hides: boolean) {
    this.hides = hides;
    this.changed.fire(undefined);
  }

  /** Draws everything again, for example because the day changed. */
  refresh(): void {
    this.shown = this.facts();
    this.changed.fire(undefined);
  }

  /** Shows and selects the row of a phase, section, group or item. */
  async reveal(roadmap: Roadmap, id: string, focus: boolean): Promise<void> {
    const node = this.nodeFor(roadmap, id);
    if (node) await this.view.reveal(node, { select: true, focus, expand: node.kind === 'item' ? false : 1 });
  }

  /** The row that stands for an id. */
  nodeFor(roadmap: Roadmap, id: string): TreeNode | undefined {
    this.nodes.use(roadmap);
    const known = this.nodes.find(`${roadmap.id}/${id}`);
    if (known) return known;
    if (id === roadmap.id) return this.nodes.keep({ kind: 'roadmap', roadmap });
    for (const phase of roadmap.phases) {
      const node: TreeNode = { kind: 'phase', roadmap, phase };
      if (phase.id === id) return this.nodes.keep(node);
      for (const section of phase.sections) {
        const found = this.findBelow({ kind: 'section', roadmap, phase, section }, id);
        if (found) return this.nodes.keep(found);
      }
    }
    return undefined;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = node ? this.childrenOf(node) : await this.roots();
    return children.map((child) => this.nodes.keep(child)).filter((child) => !this.hides || !this.isSettled(child));
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const parent = parentOf(node);
    return parent && this.nodes.keep(parent);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = this.draw(node);
    item.id = idOf(node);
    return item;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.disposable.dispose();
  }

  private async roots(): Promise<TreeNode[]> {
    const roadmaps = await this.learner.followed();
    for (const roadmap of roadmaps) this.nodes.use(roadmap);
    return roadmaps.map((roadmap) => ({ kind: 'roadmap', roadmap }));
  }

  private childrenOf(node: TreeNode): readonly TreeNode[] {
    switch (node.kind) {
      case 'roadmap': {
        const { roadmap } = node;
        const phases = roadmap.phases.map((phase): TreeNode => ({ kind: 'phase', roadmap, phase }));
        return this.goneOf(roadmap).length > 0 ? [...phases, { kind: 'goneList', roadmap }] : phases;
      }
      case 'goneList':
        return this.goneOf(node.roadmap).map((id) => ({ kind: 'gone', roadmap: node.roadmap, id }));
      case 'phase': {
        const { roadmap, phase } = node;
        return phase.sections.map((section) => ({ kind: 'section', roadmap, phase, section }));
      }
      case 'section':
      case 'group': {
        const { roadmap, phase, section } = node;
        const path = node.kind === 'group' ? [...node.path, node.group] : [];
        return nodesBelow(node).map((child) =>
          child.type === 'group'
            ? { kind: 'group', roadmap, phase, section, path, group: child }
            : { kind: 'item', roadmap, phase, section, path, item: child },
        );
      }
      case 'item':
      case 'gone':
        return [];
    }
  }

  private goneOf(roadmap: Roadmap): readonly string[] {
    return goneItems(this.learner.record, roadmap, idsOf(roadmap));
  }

  private findBelow(node: TreeNode, id: string): TreeNode | undefined {
    if (idOf(node) === `${node.roadmap.id}/${id}`) return node;
    for (const child of this.childrenOf(node)) {
      const found = this.findBelow(child, id);
      if (found) return found;
    }
    return undefined;
  }

  private isSettled(node: TreeNode): boolean {
    if (node.kind === 'roadmap' || node.kind === 'phase' || node.kind === 'goneList' || node.kind === 'gone')
      return false;
    const { record, today } = this.learner;
    if (node.kind === 'item') {
      const { status } = progressOf(record, node.roadmap.id, node.item, today);
      return status === 'done' || status === 'skipped';
    }
    return completionOf(record, node.roadmap.id, nodesBelow(node), today).settled;
  }

  private draw(node: TreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'roadmap':
        return this.drawRoadmap(node.roadmap);
      case 'phase':
        return this.drawPhase(node.roadmap, node.phase);
      case 'section':
        return this.drawSection(node.roadmap, node.section);
      case 'group':
        return this.drawGroup(node);
      case 'item':
        return this.drawItem(node);
      case 'goneList': {
        const item = new vscode.TreeItem('No longer in this roadmap', vscode.TreeItemCollapsibleState.Collapsed);
        item.iconPath = new vscode.ThemeIcon('archive');
        item.tooltip = 'Your progress with these is kept. A newer version of the roadmap has them no more.';
        return item;
      }
      case 'gone': {
        const item = new vscode.TreeItem(node.id);
        item.iconPath = new vscode.ThemeIcon('circle-slash');
        return item;
      }
    }
  }

  private drawRoadmap(roadmap: Roadmap): vscode.TreeItem {
    const isCurrent = roadmap.id === this.learner.currentId;
    const words = describeCompletion(roadmapCompletion(this.learner.record, roadmap, this.learner.today));
    const item = new vscode.TreeItem(
      roadmap.title,
      isCurrent ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.description = words;
    item.iconPath = new vscode.ThemeIcon(isCurrent ? 'map-filled' : 'map');
    item.contextValue = isCurrent ? 'roadmap page' : 'roadmap page other-roadmap';
    item.tooltip = tooltip(roadmap.title, [
      isCurrent ? `Current roadmap, ${words}` : words,
      `${roadmap.length.text} · ${roadmap.commitment.text}`,
    ]);
    return item;
  }

  private drawPhase(roadmap: Roadmap, phase: Phase): vscode.TreeItem {
    const { record, today } = this.learner;
    const completion = phaseCompletion(record, roadmap.id, phase, today);
    const isHere = phaseHere(record, roadmap, today) === phase;
    const words = describeCompletion(completion);
    const item = new vscode.TreeItem(
      `${phase.number}. ${phase.title}`,
      isHere && roadmap.id === this.learner.currentId
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.description = `${words} · ${phase.when.text}${isHere ? ' · you are here' : ''}`;
    item.iconPath = completion.settled
      ? new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed'))
      : new vscode.ThemeIcon(isHere ? 'location' : completion.required.done > 0 ? 'circle-filled' : 'circle-outline');
    item.contextValue = 'phase page notes study';
    item.tooltip = tooltip(phase.title, [phase.goal?.text ?? '', `${phase.when.text}, ${words}`]);
    return item;
  }

  private drawSection(roadmap: Roadmap, section: Section): vscode.TreeItem {
    const { record, today } = this.learner;
    const completion = completionOf(record, roadmap.id, section.items, today);
    const { done, skipped, total } = completion.required;
    const item = new vscode.TreeItem(
      section.title,
      section.items.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    const parts = [
      total > 0 ? `${done} of ${total}${skipped > 0 ? `, ${skipped} skipped` : ''}` : '',
      section.kind === 'topic' ? '' : sectionWords[section.kind],
    ];
    item.description = parts.filter((part) => part !== '').join(' · ');
    item.iconPath = completion.settled
      ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
      : new vscode.ThemeIcon(sectionIcons[section.kind]);
    const words = ['page', 'notes', 'study', 'links', 'status'];
    if (section.kind === 'project')
      words.push(this.projects.hasFolder(roadmap.id, section.id) ? 'project-here' : 'scaffold');
    else if (this.projects.hasStarter(roadmap.id, section.id)) words.push('scaffold');
    item.contextValue = words.join(' ');
    item.tooltip = tooltip(section.title, [
      section.kind === 'topic' ? 'Topic' : capital(sectionWords[section.kind]),
      describeCompletion(completion),
      section.kind === 'project' && !this.projects.hasStarter(roadmap.id, section.id)
        ? 'No starter yet; build from this brief.'
        : '',
    ]);
    return item;
  }

  private drawGroup(node: TreeNode & { kind: 'group' }): vscode.TreeItem {
    const { record, today } = this.learner;
    const { group, roadmap } = node;
    const out = this.isLeftOut(node);
    const { done, total } = completionOf(record, roadmap.id, [group], today).required;
    const item = new vscode.TreeItem(group.text, vscode.TreeItemCollapsibleState.Collapsed);
    const chosen = chosenOf(record, roadmap.id, group);
    const choice =
      group.choose === undefined
        ? ''
        : chosen.length > 0
          ? `chosen: ${group.children
              .filter(({ id }) => chosen.includes(id))
              .map(({ text }) => text)
              .join(', ')}`
          : `choose ${group.choose} of ${group.children.length}`;
    item.description = out ? 'not chosen' : [choice, `${done} of ${total}`].filter((part) => part !== '').join(' · ');
    item.contextValue = ['group', out ? '' : 'status', this.isAlternative(node) ? 'alternative' : ''].join(' ').trim();
    // Without an icon of its own, VS Code would move the boxes beside it to the left.
    item.iconPath = out
      ? new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'))
      : new vscode.ThemeIcon(group.choose === undefined ? 'list-unordered' : 'list-selection');
    item.tooltip = tooltip(group.text, [item.description, ...(group.notes ?? []).map(({ text }) => text)]);
    return item;
  }

  private drawItem(node: TreeNode & { kind: 'item' }): vscode.TreeItem {
    const { record, today } = this.learner;
    const { item, roadmap } = node;
    const progress = progressOf(record, roadmap.id, item, today);
    const out = this.isLeftOut(node);
    const words = out ? 'not chosen' : describeItem(item, progress);
    const row = new vscode.TreeItem(item.text);
    row.accessibilityInformation = { label: `${item.text}, ${words}` };
    row.contextValue = [
      'item',
      out ? '' : 'status',
      item.count && !item.every && !out ? 'counter' : '',
      this.isAlternative(node) ? 'alternative' : '',
    ]
      .filter((word) => word !== '')
      .join(' ');
    row.tooltip = tooltip(item.text, [words, ...(item.notes ?? []).map(({ text }) => text)]);
    if (out) {
      row.description = 'not chosen';
      row.iconPath = new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
      return row;
    }
    const ticked = isTicked(record, roadmap.id, item, today);
    row.checkboxState = {
      state: ticked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      tooltip: ticked ? 'Done. Untick' : item.every ? `Tick for this ${item.every}` : 'Tick as done',
      accessibilityInformation: { label: `${item.text}, ${words}`, role: 'checkbox' },
    };
    row.description = [
      progress.status === 'doing' || progress.status === 'skipped'
        ? item.count && progress.status === 'doing'
          ? ''
          : statusWords[progress.status]
        : '',
      progress.proof ? proofWords[progress.proof] : '',
      item.count ? describeCount(item, progress) : '',
      item.every ? `once a ${item.every}` : '',
      item.optional ? 'optional' : '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
    const icon = progress.proof ? proofIcons[progress.proof] : statusIcons[progress.status];
    if (icon) row.iconPath = icon;
    return row;
  }

  /** A child of a choice whose places are taken by others, or something below one. */
  private isLeftOut(node: TreeNode & { kind: 'group' | 'item' }): boolean {
    const { record } = this.learner;
    const own = node.kind === 'group' ? node.group : node.item;
    return node.path.some((group, depth) => {
      const child = node.path[depth + 1] ?? own;
      return !openChildren(record, node.roadmap.id, group).some(({ id }) => id === child.id);
    });
  }

  private isAlternative(node: TreeNode & { kind: 'group' | 'item' }): boolean {
    const parent = node.path.at(-1);
    const own = node.kind === 'group' ? node.group : node.item;
    return parent?.choose !== undefined && !chosenOf(this.learner.record, node.roadmap.id, parent).includes(own.id);
  }

  private facts() {
    const { record, today, followedIds, shelf } = this.learner;
    return { record, today, roadmaps: followedIds.map((id) => `${id}${shelf.get(id) ? '' : '?'}`).join() };
  }

  private update(): void {
    const before = this.shown;
    this.shown = this.facts();
    const replaced = this.learner.followedIds.some((id) => {
      const roadmap = this.learner.shelf.get(id);
      const known = this.nodes.find(id);
      return known !== undefined && roadmap !== undefined && known.roadmap !== roadmap;
    });
    if (replaced || before.roadmaps !== this.shown.roadmaps || before.today !== this.shown.today) {
      this.changed.fire(undefined);
      return;
    }
    const rows = changedIds(before.record, this.shown.record).flatMap((id) => this.nodes.find(id) ?? []);
    const items = rows.filter(({ kind }) => kind === 'item');
    // A choice changes what all its alternatives look like: the group is drawn again with everything in it.
    for (const row of rows) {
      if (row.kind === 'group') this.dirty.add(row);
      for (let parent = this.getParent(row); parent; parent = this.getParent(parent)) this.dirty.add(parent);
    }
    if (items.length > 0) this.changed.fire(items);
    if (this.dirty.size > 0) this.refreshAncestorsSoon();
  }

  private refreshAncestorsSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Refreshing a row draws what is open below it again, so the topmost ones are enough.
      const top = [...this.dirty].filter((row) => {
        const parent = this.getParent(row);
        return !parent || !this.dirty.has(parent);
      });
      this.dirty.clear();
      this.changed.fire(top);
    }, ancestorsDelay);
  }
}

const sectionIcons: Readonly<Record<Section['kind'], string>> = {
  topic: 'book',
  project: 'tools',
  exercise: 'pencil',
  checklist: 'checklist',
};
const sectionWords: Readonly<Record<Section['kind'], string>> = {
  topic: 'topic',
  project: 'project',
  exercise: 'exercise',
  checklist: 'checklist',
};
const statusIcons = {
  todo: undefined,
  done: undefined,
  doing: new vscode.ThemeIcon('record-small', new vscode.ThemeColor('charts.blue')),
  skipped: new vscode.ThemeIcon('debug-step-over', new vscode.ThemeColor('disabledForeground')),
};
const proofIcons = {
  verified: new vscode.ThemeIcon('verified-filled', new vscode.ThemeColor('testing.iconPassed')),
  broken: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  stale: new vscode.ThemeIcon('history'),
};

/** Row ids whose registers or counters differ. */
function changedIds(before: ProgressRecord, after: ProgressRecord): readonly string[] {
  const keys = ['status', 'proof', 'choice', 'mark'].flatMap((namespace) => {
    const old = before.registers[namespace];
    const now = after.registers[namespace] ?? {};
    return old === now
      ? []
      : Object.keys(now).filter((key) => old?.[key] !== now[key] && !isSame(old?.[key], now[key]));
  });
  const counters =
    before.counters === after.counters
      ? []
      : Object.keys(after.counters).filter((key) => !isSame(before.counters[key], after.counters[key]));
  return [...new Set([...keys, ...counters].map((key) => key.replace(':', '/').replace(/@.*$/, '')))];
}

function tooltip(title: string, lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(title).appendMarkdown('**');
  for (const line of lines.filter((part) => part !== '')) text.appendMarkdown('\n\n').appendText(line);
  return text;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

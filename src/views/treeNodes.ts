import { itemsInPlace } from '../learning/progress/changes.ts';
import type { Group, Item, ItemNode, Phase, Roadmap, Section } from '../learning/roadmap/schema.ts';

interface InSection {
  readonly roadmap: Roadmap;
  readonly phase: Phase;
  readonly section: Section;
  /** Groups around it, outermost first. */
  readonly path: readonly Group[];
}

/** A row of the roadmap tree. One object a row, kept for as long as its roadmap is, since VS Code refreshes by identity. */
export type TreeNode =
  | { readonly kind: 'roadmap'; readonly roadmap: Roadmap }
  | { readonly kind: 'phase'; readonly roadmap: Roadmap; readonly phase: Phase }
  | { readonly kind: 'section'; readonly roadmap: Roadmap; readonly phase: Phase; readonly section: Section }
  | ({ readonly kind: 'group'; readonly group: Group } & InSection)
  | ({ readonly kind: 'item'; readonly item: Item } & InSection)
  /** What the learner has progress of and the roadmap has no more. */
  | { readonly kind: 'goneList'; readonly roadmap: Roadmap }
  | { readonly kind: 'gone'; readonly roadmap: Roadmap; readonly id: string };

/** Rows of a tree: makes each once and finds it again. */
export class TreeNodes {
  private readonly nodes = new Map<string, TreeNode>();
  private roadmaps = new Map<string, Roadmap>();

  /** Forgets the rows of a roadmap whose content was replaced. */
  use(roadmap: Roadmap): void {
    if (this.roadmaps.get(roadmap.id) === roadmap) return;
    this.roadmaps.set(roadmap.id, roadmap);
    for (const id of this.nodes.keys()) if (id === roadmap.id || id.startsWith(`${roadmap.id}/`)) this.nodes.delete(id);
  }

  /** The row that stands for this one: always the same object. */
  keep(node: TreeNode): TreeNode {
    const id = idOf(node);
    const known = this.nodes.get(id);
    if (known) return known;
    this.nodes.set(id, node);
    return node;
  }

  /** A row that was shown before. */
  find(id: string): TreeNode | undefined {
    return this.nodes.get(id);
  }
}

/** Unique in the tree, and stable. */
export function idOf(node: TreeNode): string {
  switch (node.kind) {
    case 'roadmap':
      return node.roadmap.id;
    case 'phase':
      return `${node.roadmap.id}/${node.phase.id}`;
    case 'section':
      return `${node.roadmap.id}/${node.section.id}`;
    case 'group':
      return `${node.roadmap.id}/${node.group.id}`;
    case 'item':
      return `${node.roadmap.id}/${node.item.id}`;
    case 'goneList':
      return `${node.roadmap.id}/(gone)`;
    case 'gone':
      return `${node.roadmap.id}/(gone)/${node.id}`;
  }
}

/** The row above; undefined for a roadmap. */
export function parentOf(node: TreeNode): TreeNode | undefined {
  switch (node.kind) {
    case 'roadmap':
      return undefined;
    case 'phase':
    case 'goneList':
      return { kind: 'roadmap', roadmap: node.roadmap };
    case 'gone':
      return { kind: 'goneList', roadmap: node.roadmap };
    case 'section':
      return { kind: 'phase', roadmap: node.roadmap, phase: node.phase };
    case 'group':
    case 'item': {
      const { roadmap, phase, section, path } = node;
      const group = path.at(-1);
      return group
        ? { kind: 'group', roadmap, phase, section, group, path: path.slice(0, -1) }
        : { kind: 'section', roadmap, phase, section };
    }
  }
}

/** The item nodes right below a row that holds some. */
export function nodesBelow(node: TreeNode): readonly ItemNode[] {
  switch (node.kind) {
    case 'roadmap':
      return node.roadmap.phases.flatMap(({ sections }) => sections.flatMap(({ items }) => items));
    case 'phase':
      return node.phase.sections.flatMap(({ items }) => items);
    case 'section':
      return node.section.items;
    case 'group':
      return node.group.children;
    case 'item':
      return [node.item];
    case 'goneList':
    case 'gone':
      return [];
  }
}

/** Every item in or below a row, with the groups that it stands in. */
export function itemsIn(node: TreeNode) {
  if (node.kind === 'item') return [{ item: node.item, path: node.path }];
  return itemsInPlace(nodesBelow(node), node.kind === 'group' ? [...node.path, node.group] : []);
}

import type { Item, ItemNode, Phase, Resource, Roadmap, Section } from './schema.ts';

/** Whatever holds items. */
export type ItemHolder = Roadmap | Phase | Section | ItemNode;

/** All items of a part of a roadmap in the order of the file, without the groups. */
export function itemsOf(holder: ItemHolder): readonly Item[] {
  return nodesOf(holder).filter((node) => node.type === 'item');
}

/** All items and groups of a part of a roadmap in the order of the file, a group before its children. */
export function nodesOf(holder: ItemHolder): readonly ItemNode[] {
  if ('phases' in holder) return holder.phases.flatMap(nodesOf);
  if ('sections' in holder) return holder.sections.flatMap(nodesOf);
  if ('items' in holder) return holder.items.flatMap(nodesOf);
  return holder.type === 'group' ? [holder, ...holder.children.flatMap(nodesOf)] : [holder];
}

/** All sections of a roadmap in the order of the file. */
export function sectionsOf(roadmap: Roadmap): readonly Section[] {
  return roadmap.phases.flatMap((phase) => phase.sections);
}

/** All resources of a roadmap: those of its sections, then the library, then the optional shelf. */
export function resourcesOf(roadmap: Roadmap): readonly Resource[] {
  return [...sectionsOf(roadmap), ...roadmap.library, ...roadmap.shelf].flatMap(({ resources }) => resources);
}

/** What an id belongs to. */
export type IdKind = 'phase' | 'section' | 'group' | 'item' | 'resource' | 'rule';

/** Every id of a roadmap with what it belongs to. Rules without an id are left out. */
export function idsOf(roadmap: Roadmap): ReadonlyMap<string, IdKind> {
  return new Map<string, IdKind>([
    ...roadmap.rules.flatMap(({ id }) => (id === undefined ? [] : [entry(id, 'rule')])),
    ...roadmap.phases.map(({ id }) => entry(id, 'phase')),
    ...sectionsOf(roadmap).map(({ id }) => entry(id, 'section')),
    ...nodesOf(roadmap).map(({ id, type }) => entry(id, type)),
    ...resourcesOf(roadmap).map(({ id }) => entry(id, 'resource')),
  ]);
}

function entry(id: string, kind: IdKind): readonly [string, IdKind] {
  return [id, kind];
}

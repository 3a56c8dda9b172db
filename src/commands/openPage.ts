import type { Page } from '../protocol.ts';
import type { TreeNode } from '../views/treeNodes.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Opens the page of a row of the tree: the overview of a roadmap, or a phase at its topic. */
export function openPage({ panel }: Pick<Rooms, 'panel'>): Handler {
  return (...args) => {
    const [row] = rowsOf(args);
    if (row) panel.show(pageOf(row));
  };
}

/** The page that shows a row. */
export function pageOf(row: TreeNode): Page {
  const roadmap = row.roadmap.id;
  switch (row.kind) {
    case 'roadmap':
    case 'goneList':
    case 'gone':
      return { name: 'overview', roadmap };
    case 'phase':
      return { name: 'phase', roadmap, phase: row.phase.id };
    case 'section':
    case 'group':
    case 'item':
      return { name: 'phase', roadmap, phase: row.phase.id, section: row.section.id };
  }
}

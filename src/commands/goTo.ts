import * as vscode from 'vscode';
import type { Roadmap } from '../learning/roadmap/schema.ts';
import { itemsOf } from '../learning/roadmap/walk.ts';
import type { Page } from '../protocol.ts';
import type { Handler, Rooms } from './rooms.ts';

interface Destination extends vscode.QuickPickItem {
  readonly page: Page;
  readonly roadmap: Roadmap;
  readonly id: string;
}

/** Goes to any phase, topic, project or item of all roadmaps, by a few letters of it. */
export function goTo({ learner, shelf, panel, tree }: Pick<Rooms, 'learner' | 'shelf' | 'panel' | 'tree'>): Handler {
  return async () => {
    const picked = await vscode.window.showQuickPick(destinations({ learner, shelf }), {
      title: 'Waymark: Go to',
      placeHolder: 'A phase, topic, project or item of any roadmap',
      matchOnDescription: true,
    });
    if (!picked) return;
    panel.show(picked.page);
    if (learner.followedIds.includes(picked.roadmap.id)) await tree.reveal(picked.roadmap, picked.id, false);
  };
}

async function destinations({ learner, shelf }: Pick<Rooms, 'learner' | 'shelf'>): Promise<readonly Destination[]> {
  const ids = (await shelf.summaries()).map(({ id }) => id);
  const order = [...learner.followedIds, ...ids.filter((id) => !learner.followedIds.includes(id))];
  const roadmaps = await Promise.all(order.map((id) => shelf.load(id)));
  return roadmaps.filter((roadmap) => roadmap !== undefined).flatMap(destinationsOf);
}

function destinationsOf(roadmap: Roadmap): readonly Destination[] {
  const overview: Destination = {
    label: `$(map) ${roadmap.title}`,
    roadmap,
    id: roadmap.id,
    page: { name: 'overview', roadmap: roadmap.id },
  };
  const rest = roadmap.phases.flatMap((phase): readonly Destination[] => {
    const page = (section?: string): Page =>
      section === undefined
        ? { name: 'phase', roadmap: roadmap.id, phase: phase.id }
        : { name: 'phase', roadmap: roadmap.id, phase: phase.id, section };
    return [
      {
        label: `$(milestone) ${phase.number}. ${phase.title}`,
        description: roadmap.title,
        roadmap,
        id: phase.id,
        page: page(),
      },
      ...phase.sections.flatMap((section): readonly Destination[] => [
        {
          label: `$(${sectionIcons[section.kind]}) ${section.title}`,
          description: `${roadmap.title} · ${phase.title}`,
          roadmap,
          id: section.id,
          page: page(section.id),
        },
        ...itemsOf(section).map((item): Destination => ({
          label: item.text,
          description: `${roadmap.title} · ${section.title}`,
          roadmap,
          id: item.id,
          page: page(section.id),
        })),
      ]),
    ];
  });
  return [overview, ...rest];
}

const sectionIcons = { topic: 'book', project: 'tools', exercise: 'pencil', checklist: 'checklist' } as const;

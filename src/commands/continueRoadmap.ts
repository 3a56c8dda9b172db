import * as vscode from 'vscode';
import { nextStep } from '../learning/progress/next.ts';
import type { Handler, Rooms } from './rooms.ts';

/** Goes to what is next in the current roadmap, in tree and panel. */
export function continueRoadmap({
  learner,
  shelf,
  panel,
  tree,
}: Pick<Rooms, 'learner' | 'shelf' | 'panel' | 'tree'>): Handler {
  return async () => {
    const id = learner.currentId;
    const roadmap = id === undefined ? undefined : await shelf.load(id);
    if (!roadmap) {
      panel.show({ name: 'choose' });
      return;
    }
    const next = nextStep(learner.record, roadmap, learner.today);
    if (!next) {
      void vscode.window.showInformationMessage(
        `Waymark: everything in “${roadmap.title}” is settled. The dashboard shows what you did.`,
      );
      panel.show({ name: 'dashboard' });
      return;
    }
    panel.show({ name: 'phase', roadmap: roadmap.id, phase: next.phase.id, section: next.section.id });
    await tree.reveal(roadmap, next.item.id, false);
  };
}

import * as vscode from 'vscode';
import { follow } from '../learning/progress/changes.ts';
import { setStatusOf } from '../learning/progress/intents.ts';
import { setValue } from '../learning/progress/registers.ts';
import { itemsOf } from '../learning/roadmap/walk.ts';
import { setRule } from '../learning/time/rules.ts';
import type { Wish } from '../protocol.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

/** Begins a roadmap with the answers of the set-up page. */
export async function beginRoadmap(
  { store, learner, shelf, panel }: Pick<Rooms, 'store' | 'learner' | 'shelf' | 'panel'>,
  wish: Extract<Wish, { type: 'follow' }>,
): Promise<void> {
  const roadmap = await shelf.load(wish.roadmap);
  if (!roadmap) return;
  const { today } = learner;
  const known = roadmap.phases
    .filter(({ id }) => wish.known.includes(id))
    .flatMap((phase) => itemsOf(phase).map(({ id }) => id));
  const saved = store.change((record, moment) => {
    const begun = follow(record, roadmap.id, today, moment);
    const started = setValue(begun, 'start', roadmap.id, wish.start, moment);
    const mapped = setValue(started, 'week', roadmap.id, wish.week, moment);
    const rested = setRule(mapped, 'restDays', wish.restDays, today, moment);
    const aimed = setRule(rested, 'goal', wish.goal, today, moment);
    return setStatusOf(aimed, known, 'done', { roadmap, today, moment });
  });
  panel.show({ name: 'overview', roadmap: roadmap.id });
  await saved;
}

/** Makes another followed roadmap the current one; its goal counts from now on. */
export function makeCurrent({ store }: Pick<Rooms, 'store'>): Handler {
  return (...args) => {
    const id = roadmapIdOf(args);
    return id === undefined
      ? undefined
      : store.change((record, moment) => setValue(record, 'current', 'roadmap', id, moment));
  };
}

/** Takes a roadmap out of the tree. Its progress is kept. */
export function stopFollowing({ store, shelf, learner }: Pick<Rooms, 'store' | 'shelf' | 'learner'>): Handler {
  return async (...args) => {
    const id = roadmapIdOf(args);
    if (id === undefined) return;
    const title = shelf.get(id)?.title ?? id;
    await store.change((record, moment) => setValue(record, 'follow', id, null, moment));
    const undo = 'Undo';
    const answer = await vscode.window.showInformationMessage(
      `Waymark: you no longer follow “${title}”. Your progress in it is kept.`,
      undo,
    );
    if (answer === undo) await store.change((record, moment) => follow(record, id, learner.today, moment));
  };
}

/** A row of the tree, or an id. */
export function roadmapIdOf(args: readonly unknown[]): string | undefined {
  const [first] = args;
  return typeof first === 'string' ? first : rowsOf(args)[0]?.roadmap.id;
}

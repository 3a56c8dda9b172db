import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Rooms } from '../../../src/commands/rooms.ts';
import { putBack } from '../../../src/commands/restore.ts';
import { emptyRecord } from '../../../src/learning/progress/record.ts';
import { follow } from '../../../src/learning/progress/changes.ts';

/** The running extension's own objects. */
export async function activateWaymark(): Promise<Rooms> {
  const extension = vscode.extensions.getExtension<Rooms>('waymark.waymark');
  assert.ok(extension, 'VS Code does not know the extension');
  return extension.activate();
}

/** Begins with nothing done, following these roadmaps; the first one is current. */
export async function begin(rooms: Rooms, ...roadmaps: readonly string[]): Promise<void> {
  await rooms.store.change((record) => putBack(record, emptyRecord('fresh')));
  for (const id of roadmaps.toReversed())
    await rooms.store.change((record, moment) => follow(record, id, rooms.learner.today, moment));
  await Promise.all(roadmaps.map((id) => rooms.shelf.load(id)));
}

/** Resolves with the next value of an event for which `matches` holds. */
export function nextEvent<T>(event: vscode.Event<T>, matches: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const listener = event((value) => {
      if (!matches(value)) return;
      listener.dispose();
      resolve(value);
    });
  });
}

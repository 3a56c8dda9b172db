import * as vscode from 'vscode';
import { merge } from '../learning/progress/merge.ts';
import type { ProgressRecord } from '../learning/progress/record.ts';
import { valuesOf } from '../learning/progress/registers.ts';
import type { Handler, Rooms } from './rooms.ts';

/** Puts an earlier version of the progress back. What is there now is kept as a version first. */
export function restore({ store, snapshots, now }: Pick<Rooms, 'store' | 'snapshots' | 'now'>): Handler {
  return async () => {
    const found = await snapshots.list();
    if (found.length === 0) {
      void vscode.window.showInformationMessage(
        'Waymark: there is no earlier version on this machine yet. One is kept for each of the last seven days.',
      );
      return;
    }
    const picked = await vscode.window.showQuickPick(
      found.map(({ name, record, file }) => ({ label: name, description: describe(record), detail: file, record })),
      {
        title: 'Waymark: Restore an earlier version',
        placeHolder: 'What you have now is kept as a version too, so that you can come back to it',
      },
    );
    if (!picked) return;
    await snapshots.writeBefore('restore', store.record, now());
    await store.change((record) => putBack(record, picked.record));
    void vscode.window.showInformationMessage(
      `Waymark: the version “${picked.label}” is back. The one before it is kept as “before restore”.`,
    );
  };
}

/** The earlier version, as the next generation of this learner's record, so that it holds in every window and on every machine. */
export function putBack(record: ProgressRecord, earlier: ProgressRecord): ProgressRecord {
  const generation = Math.max(record.generation, earlier.generation) + 1;
  return merge(
    { ...record, registers: {}, counters: {}, minutes: {}, days: {}, generation },
    { ...earlier, generation },
  );
}

function describe(record: ProgressRecord): string {
  const done = [...valuesOf(record, 'status').values()].filter((status) => status === 'done').length;
  const days = Object.keys(record.minutes).length;
  return `${done} ${done === 1 ? 'item' : 'items'} done, ${days} ${days === 1 ? 'day' : 'days'} with minutes`;
}

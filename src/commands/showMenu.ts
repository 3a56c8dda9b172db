import * as vscode from 'vscode';
import type { CommandName } from '../contributions.ts';
import { nextStep } from '../learning/progress/next.ts';
import { valueOf, valuesOf } from '../learning/progress/registers.ts';
import type { Handler, Rooms } from './rooms.ts';

interface Entry extends vscode.QuickPickItem {
  readonly command: CommandName;
}

/** The small menu behind the status bar item. */
export function showMenu({ learner, store }: Pick<Rooms, 'learner' | 'store'>): Handler {
  return async () => {
    const { record, current, today } = learner;
    const next = current && nextStep(record, current, today);
    const study = valueOf(store.record, 'study', 'now');
    const isPaused = [...valuesOf(record, 'pause').values()].includes('open');
    const entries: readonly Entry[] = [
      { label: '$(play) Continue', description: next ? next.item.text : '', command: 'waymark.continue' },
      study
        ? { label: '$(debug-stop) Stop studying', description: study.title, command: 'waymark.stopStudying' }
        : {
            label: '$(watch) Start studying…',
            description: 'a video, a book, a whiteboard',
            command: 'waymark.startStudying',
          },
      { label: '$(dashboard) Dashboard', command: 'waymark.openDashboard' },
      { label: '$(new-folder) Scaffold phase project…', command: 'waymark.scaffold' },
      { label: '$(target) Set goal…', command: 'waymark.setGoal' },
      { label: '$(calendar) Change rest days…', command: 'waymark.changeRestDays' },
      isPaused
        ? { label: '$(debug-continue) End pause', command: 'waymark.resume' }
        : { label: '$(debug-pause) Pause streak', description: 'holiday, illness', command: 'waymark.pause' },
    ];
    const picked = await vscode.window.showQuickPick(entries, { title: 'Waymark', placeHolder: 'What next?' });
    if (picked) await vscode.commands.executeCommand(picked.command);
  };
}

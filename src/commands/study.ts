import * as vscode from 'vscode';
import { keyOf } from '../learning/progress/progress.ts';
import { setValue, valueOf, type ValueOf } from '../learning/progress/registers.ts';
import { addMinutes } from '../learning/time/buckets.ts';
import { dayOf, localOffset } from '../learning/time/day.ts';
import { claimOf, rangeOf } from '../learning/time/study.ts';
import { describeMinutes } from '../learning/words.ts';
import type { Settings } from '../settings.ts';
import { rowsOf, type Handler, type Rooms } from './rooms.ts';

type Needs = Pick<Rooms, 'store' | 'learner' | 'now'> & { readonly readSettings: () => Settings };

/** What is studied. `subject` is a key of the record, `<roadmap>:<section, phase or resource>`. */
export interface Subject {
  readonly subject: string;
  readonly title: string;
}

/** Starts a study that runs without the editor: a video, a book, a whiteboard. */
export function startStudying(needs: Needs): Handler {
  return async (...args) => {
    const subject = subjectOf(args) ?? (await askForSubject(needs));
    if (subject) await beginStudy(needs, subject);
  };
}

/** Starts a study of a subject; one that is running is asked about first. */
export async function beginStudy(needs: Needs, subject: Subject): Promise<void> {
  const { store, now } = needs;
  const running = valueOf(store.record, 'study', 'now');
  if (running && !(await settleStudy(needs, running))) return;
  const at = now();
  await store.change((record, moment) =>
    setValue(record, 'study', 'now', { startedAt: at, confirmedAt: at, ...subject, kind: 'learning' }, moment),
  );
}

/** Stops the running study and asks what to count. */
export function stopStudying(needs: Needs): Handler {
  return async () => {
    const running = valueOf(needs.store.record, 'study', 'now');
    if (running) await settleStudy(needs, running);
    else
      void vscode.window.showInformationMessage(
        'Waymark: nothing is being studied. “Start Studying” counts time away from the editor.',
      );
  };
}

/** Asks once about a running study whenever the learner comes back to VS Code. */
export function askOnReturn(needs: Needs): vscode.Disposable {
  let isAsking = false;
  return vscode.window.onDidChangeWindowState(async ({ focused }) => {
    const study = valueOf(needs.store.record, 'study', 'now');
    if (!focused || !study || isAsking || claimOf(study, needs.now()).minutes < 2) return;
    isAsking = true;
    try {
      await ask(needs, study);
    } finally {
      isAsking = false;
    }
  });
}

async function ask(needs: Needs, study: ValueOf<'study'>): Promise<void> {
  const { minutes, ended } = claimOf(study, needs.now());
  const words = describeMinutes(minutes);
  const [count, adjust, going] = [`Count ${words}`, 'Adjust…', 'Still Studying'];
  const message = ended
    ? `Waymark: “${study.title}” ended by itself after ${words} without an answer. Count it?`
    : `Waymark: count ${words} of “${study.title}”?`;
  const answer = await vscode.window.showInformationMessage(message, count, adjust, going);
  const now = valueOf(needs.store.record, 'study', 'now');
  if (now?.startedAt !== study.startedAt) return;
  if (answer === count) await finish(needs, study, minutes);
  else if (answer === adjust) await adjustAndFinish(needs, study, minutes);
  else if (answer === going) {
    await needs.store.change((record, moment) =>
      setValue(record, 'study', 'now', { ...study, confirmedAt: needs.now() }, moment),
    );
  }
}

/** True when the study is over, counted or not; false when the learner thought better of it. */
async function settleStudy(needs: Needs, study: ValueOf<'study'>): Promise<boolean> {
  const { minutes } = claimOf(study, needs.now());
  if (minutes === 0) {
    await finish(needs, study, 0);
    return true;
  }
  const picked = await vscode.window.showQuickPick(
    [
      { label: `$(check) Count ${describeMinutes(minutes)}`, action: 'count' as const },
      { label: '$(edit) Adjust…', action: 'adjust' as const },
      { label: '$(discard) Count nothing', action: 'nothing' as const },
    ],
    {
      title: `Waymark: Stop studying “${study.title}”`,
      placeHolder: 'It is kept as reported by you, apart from what Waymark measures',
    },
  );
  if (!picked) return false;
  if (picked.action === 'adjust') return adjustAndFinish(needs, study, minutes);
  await finish(needs, study, picked.action === 'count' ? minutes : 0);
  return true;
}

async function adjustAndFinish(needs: Needs, study: ValueOf<'study'>, minutes: number): Promise<boolean> {
  const most = Math.max(0, Math.floor((needs.now() - study.startedAt) / 60_000));
  const answer = await vscode.window.showInputBox({
    title: `Waymark: Minutes of “${study.title}”`,
    prompt: `At most ${describeMinutes(most)}: it began that long ago`,
    value: String(minutes),
    validateInput: (value) =>
      /^\d{1,4}$/.test(value) && Number(value) <= most ? undefined : `A whole number from 0 to ${most}`,
  });
  if (answer === undefined) return false;
  await finish(needs, study, Number(answer));
  return true;
}

async function finish({ store, readSettings }: Needs, study: ValueOf<'study'>, minutes: number): Promise<void> {
  const range = rangeOf(study, minutes);
  const day = dayOf(study.startedAt, readSettings().dayStartsAt, localOffset);
  await store.change((record, moment) => {
    const ended = setValue(record, 'study', 'now', null, moment);
    return minutes > 0
      ? addMinutes(ended, day, { source: 'reported', kind: study.kind, subject: study.subject }, [range])
      : ended;
  });
}

function subjectOf(args: readonly unknown[]): Subject | undefined {
  const [row] = rowsOf(args);
  if (row?.kind === 'section') return { subject: keyOf(row.roadmap.id, row.section.id), title: row.section.title };
  if (row?.kind === 'phase') return { subject: keyOf(row.roadmap.id, row.phase.id), title: row.phase.title };
  return undefined;
}

async function askForSubject({ learner }: Needs): Promise<Subject | undefined> {
  const roadmap = learner.current;
  if (!roadmap) {
    void vscode.window.showInformationMessage('Waymark: choose a roadmap first; then you can study one of its topics.');
    return undefined;
  }
  return vscode.window.showQuickPick(
    roadmap.phases.flatMap((phase) =>
      phase.sections.map((section) => ({
        label: section.title,
        description: phase.title,
        title: section.title,
        subject: keyOf(roadmap.id, section.id),
      })),
    ),
    {
      title: 'Waymark: Start studying',
      placeHolder: 'What are you going to study? The time runs until you come back and say what to count.',
    },
  );
}

import * as vscode from 'vscode';
import { setValue, valueOf, valuesOf } from '../learning/progress/registers.ts';
import { addDays } from '../learning/time/day.ts';
import { goalOf } from '../learning/time/goal.ts';
import { readRules, setRule } from '../learning/time/rules.ts';
import { describeMinutes } from '../learning/words.ts';
import { roadmapIdOf } from './follow.ts';
import type { Handler, Rooms } from './rooms.ts';

type Needs = Pick<Rooms, 'store' | 'learner'>;

/** Pauses the streak from today on: holiday, illness. */
export function pause({ store, learner }: Needs): Handler {
  return async () => {
    const { today } = learner;
    await store.change((record, moment) => setValue(record, 'pause', today, 'open', moment));
    void vscode.window.showInformationMessage(
      'Waymark: your streak is paused and safe. Choose “Waymark: End Pause” when you are back.',
    );
  };
}

/** Ends the pause that is open: today counts again. */
export function resume({ store, learner }: Needs): Handler {
  return () => {
    const { today } = learner;
    return store.change((record, moment) =>
      [...valuesOf(record, 'pause')]
        .filter(([, to]) => to === 'open')
        .reduce(
          (before, [from]) => setValue(before, 'pause', from, from < today ? addDays(today, -1) : null, moment),
          record,
        ),
    );
  };
}

/** Sets the daily or weekly goal from today on. */
export function setGoal({ store, learner }: Needs): Handler {
  return async () => {
    const now = goalOf(learner.record, learner.current, learner.today);
    const per = await vscode.window.showQuickPick(
      [
        { label: 'A day', per: 'day' as const },
        { label: 'A week', per: 'week' as const },
      ],
      {
        title: 'Waymark: Set goal (1/2)',
        placeHolder: now.goal === undefined ? 'No goal yet' : `Now: ${describeMinutes(now.goal)} a ${now.per}`,
      },
    );
    if (!per) return;
    const minutes = await vscode.window.showInputBox({
      title: 'Waymark: Set goal (2/2)',
      prompt: `Minutes a ${per.per}. It holds from today on; earlier days keep theirs.`,
      value: now.goal !== undefined && now.per === per.per ? String(now.goal) : per.per === 'day' ? '60' : '300',
      validateInput: (value) =>
        isMinutes(value, per.per === 'day' ? 1_440 : 10_080) ? undefined : 'A whole number of minutes, for example 60',
    });
    if (minutes === undefined) return;
    await store.change((record, moment) =>
      setRule(record, 'goal', { minutes: Number(minutes), per: per.per }, learner.today, moment),
    );
  };
}

/** Changes the rest days from today on. */
export function changeRestDays({ store, learner }: Needs): Handler {
  return async () => {
    const { restDays } = readRules(learner.record)(learner.today);
    const picked = await vscode.window.showQuickPick(
      weekdayNames().map((label, index) => ({ label, day: index + 1, picked: restDays.includes(index + 1) })),
      {
        canPickMany: true,
        title: 'Waymark: Rest days',
        placeHolder: 'Days on which nothing is expected. They hold from today on and never break the streak.',
      },
    );
    if (!picked) return;
    await store.change((record, moment) =>
      setRule(
        record,
        'restDays',
        picked.map(({ day }) => day),
        learner.today,
        moment,
      ),
    );
  };
}

/** Changes the first day of a roadmap, from which the dates of its phases are computed. */
export function changeStart({ store, learner, shelf }: Needs & Pick<Rooms, 'shelf'>): Handler {
  return async (...args) => {
    const id = roadmapIdOf(args) ?? learner.currentId;
    if (id === undefined) return;
    const start = await vscode.window.showInputBox({
      title: `Waymark: First day of “${shelf.get(id)?.title ?? id}”`,
      prompt: 'Year-month-day. The dates of phases and milestones follow from it; nothing else changes.',
      value: valueOf(learner.record, 'start', id) ?? learner.today,
      validateInput: (value) => (isDate(value) ? undefined : `A date such as ${learner.today}`),
    });
    if (start !== undefined) await store.change((record, moment) => setValue(record, 'start', id, start, moment));
  };
}

/** Monday to Sunday in the language of VS Code. */
function weekdayNames(): readonly string[] {
  const format = new Intl.DateTimeFormat(vscode.env.language, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, index) => format.format(Date.UTC(2024, 0, 1 + index)));
}

function isMinutes(value: string, most: number): boolean {
  return /^\d{1,5}$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= most;
}

function isDate(value: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T00:00Z`)) &&
    new Date(`${value}T00:00Z`).toISOString().startsWith(value)
  );
}

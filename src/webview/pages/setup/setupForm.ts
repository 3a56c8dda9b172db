import type { ProgressRecord } from '../../../learning/progress/record.ts';
import { valueOf } from '../../../learning/progress/registers.ts';
import type { Roadmap } from '../../../learning/roadmap/schema.ts';
import { goalOf } from '../../../learning/time/goal.ts';
import { readRules } from '../../../learning/time/rules.ts';
import type { Wish } from '../../../protocol.ts';

/** The answers as they stand in the form: text, as typed. */
export interface SetupAnswers {
  readonly start: string;
  /** Weekdays 1 (Monday) to 7, as text. */
  readonly days: readonly string[];
  readonly known: readonly string[];
  readonly minutes: string;
  readonly per: 'day' | 'week';
}

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** What the form begins with: what the learner said before, else what the roadmap says. */
export function initialAnswers(record: ProgressRecord, roadmap: Roadmap, today: string): SetupAnswers {
  const goal = goalOf(record, roadmap, today);
  const week = valueOf(record, 'week', roadmap.id);
  return {
    start: valueOf(record, 'start', roadmap.id) ?? today,
    days: (week ?? ownDays(record, today) ?? suggestedDays(roadmap)).map(String),
    known: [],
    minutes: goal.goal === undefined ? '' : String(goal.goal),
    per: goal.per,
  };
}

/** What is not right yet, in words; empty when the form can be sent. */
export function problemsOf({ start, days, minutes }: SetupAnswers): readonly string[] {
  const problems: string[] = [];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(start)) problems.push('Pick the day on which you begin.');
  if (days.length === 0) problems.push('Pick at least one study day.');
  const goal = Number(minutes);
  if (minutes !== '' && !(Number.isInteger(goal) && goal >= 1 && goal <= 1440))
    problems.push('The goal is a whole number of minutes, at least 1 and at most 1440.');
  return problems;
}

/** The wish that the answers come to. No goal of their own is one: then the roadmap's holds, if it has any. */
export function wishOf(roadmap: Roadmap, answers: SetupAnswers): Wish {
  const week = weekOf(answers.days);
  const minutes = answers.minutes === '' ? undefined : Number(answers.minutes);
  const asked = askedGoal(roadmap);
  const isAsked = minutes === asked?.minutes && answers.per === asked?.per;
  return {
    type: 'follow',
    roadmap: roadmap.id,
    start: answers.start,
    week: [...week],
    restDays: [1, 2, 3, 4, 5, 6, 7].filter((day) => !week.includes(day)),
    goal: minutes === undefined || isAsked ? null : { minutes, per: answers.per },
    known: roadmap.phases.map(({ id }) => id).filter((id) => answers.known.includes(id)),
  };
}

/** The ticked weekdays in the order of the week. */
export function weekOf(days: readonly string[]): readonly number[] {
  return days.map(Number).toSorted((a, b) => a - b);
}

/** The least that the roadmap asks for. */
function askedGoal({ commitment }: Roadmap): { readonly minutes: number; readonly per: 'day' | 'week' } | undefined {
  const [day, week] = [commitment.minutesPerDay?.[0], commitment.minutesPerWeek?.[0]];
  if (day !== undefined) return { minutes: day, per: 'day' };
  return week === undefined ? undefined : { minutes: week, per: 'week' };
}

function ownDays(record: ProgressRecord, today: string): readonly number[] | undefined {
  const { restDays } = readRules(record)(today);
  return restDays.length === 0 ? undefined : [1, 2, 3, 4, 5, 6, 7].filter((day) => !restDays.includes(day));
}

/** As many days as the roadmap wants, beginning on Monday; the weekdays it names; Monday to Friday where it is silent. */
function suggestedDays(roadmap: Roadmap): readonly number[] {
  const { daysPerWeek } = roadmap.commitment;
  if (daysPerWeek !== undefined) return [1, 2, 3, 4, 5, 6, 7].slice(0, daysPerWeek);
  const named = roadmap.schedules.flatMap(({ blocks }) =>
    blocks.filter(({ optional, kind }) => !optional && kind !== 'rest').flatMap(({ weekdays }) => weekdays ?? []),
  );
  return named.length > 0 ? [...new Set(named.map((name) => weekdayNames.indexOf(name) + 1))] : [1, 2, 3, 4, 5];
}

import type { DayLabel, ProgressRecord } from '../progress/record.ts';
import type { Roadmap } from '../roadmap/schema.ts';
import { addDays, daysBetween, periodOf } from './day.ts';
import { readRules } from './rules.ts';
import { studyDay } from './streak.ts';

/** A goal and how far the learner is with it. */
export interface GoalProgress {
  /** Minutes wanted; undefined where neither the learner nor the roadmap says. */
  readonly goal?: number | undefined;
  readonly per: 'day' | 'week';
  /** Minutes counted in that day or week so far. */
  readonly minutes: number;
  /** Who set it. */
  readonly from: 'learner' | 'roadmap' | 'nobody';
}

/** The goal that holds today: the learner's own, else the least that the current roadmap asks for. */
export function goalOf(record: ProgressRecord, roadmap: Roadmap | undefined, today: DayLabel): GoalProgress {
  const own = readRules(record)(today).goal;
  const daily = roadmap?.commitment.minutesPerDay?.[0];
  const weekly = roadmap?.commitment.minutesPerWeek?.[0];
  const wanted = own
    ? ({ goal: own.minutes, per: own.per, from: 'learner' } as const)
    : daily !== undefined
      ? ({ goal: daily, per: 'day', from: 'roadmap' } as const)
      : weekly !== undefined
        ? ({ goal: weekly, per: 'week', from: 'roadmap' } as const)
        : ({ goal: undefined, per: 'day', from: 'nobody' } as const);
  return { ...wanted, minutes: minutesSince(record, periodOf(today, wanted.per), today) };
}

function minutesSince(record: ProgressRecord, from: DayLabel, today: DayLabel): number {
  return Array.from(
    { length: daysBetween(from, today) + 1 },
    (_, index) => studyDay(record, addDays(from, index)).counted,
  ).reduce((sum, minutes) => sum + minutes, 0);
}

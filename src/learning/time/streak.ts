import type { DayLabel, ProgressRecord } from '../progress/record.ts';
import { valueOf, valuesOf } from '../progress/registers.ts';
import { dayMinutes, type DayMinutes } from './buckets.ts';
import { addDays, daysBetween, weekdayOf } from './day.ts';
import { readPauses, readRules, type Rules } from './rules.ts';

/**
 * What a day was to the streak.
 * `study` counts. `rest`, `paused`, `spare` (a missed day that a spare day covered) and `travel` (a date that a flight skipped) keep it.
 * `open` is a today that can still become a study day. `missed` ends it.
 */
export type DayState = 'study' | 'rest' | 'paused' | 'spare' | 'travel' | 'open' | 'missed';

/** The facts about one day that the rule looks at. */
export interface StudyDay {
  readonly minutes: DayMinutes;
  /** Minutes that count: the correction where the learner made one. */
  readonly counted: number;
  readonly verified: boolean;
  readonly exercise: boolean;
}

export interface Streak {
  /** Study days in a row. */
  readonly current: number;
  readonly longest: number;
  /** Spare days in hand, 0–2. */
  readonly spare: number;
  /** Study days until the next spare day, 1–7; 0 when no more can be held. */
  readonly untilSpare: number;
  readonly today: {
    readonly label: DayLabel;
    readonly state: DayState;
    readonly day: StudyDay;
    /** Minutes that today still needs to be a study day; 0 when it is one. */
    readonly minutesLeft: number;
    readonly rules: Rules;
  };
  /** Every day from the first study day to today. */
  readonly days: readonly { readonly label: DayLabel; readonly state: DayState }[];
}

const daysPerSpare = 7;
const mostSpares = 2;
/**
 * A flight over the date line skips a date. Where nobody travels, at least a whole day lies between the study before a missed day
 * and the study after it; less than that only happens when the date itself was cut short.
 */
const travelMinutes = 24 * 60;

/** The one streak function: status bar, tooltip, dashboard and report all show what it returns. */
export function streakOf(record: ProgressRecord, today: DayLabel): Streak {
  const rulesOn = readRules(record);
  const isPaused = readPauses(record);
  const labels = studyLabels(record).filter((label) => label <= today);
  const first = labels.find((label) => isStudyDay(studyDay(record, label), rulesOn(label))) ?? today;

  let current = 0;
  let longest = 0;
  let spare = 0;
  let sinceSpare = 0;
  const days: { label: DayLabel; state: DayState }[] = [];
  for (let index = 0; index <= daysBetween(first, today); index += 1) {
    const label = addDays(first, index);
    const state = stateOf(label);
    days.push({ label, state });
    if (state === 'study') {
      current += 1;
      longest = Math.max(longest, current);
      sinceSpare += 1;
      if (sinceSpare === daysPerSpare) {
        sinceSpare = 0;
        spare = Math.min(mostSpares, spare + 1);
      }
    } else if (state === 'spare') {
      spare -= 1;
    } else if (state === 'missed') {
      current = 0;
      sinceSpare = 0;
    }
  }

  const rules = rulesOn(today);
  const day = studyDay(record, today);
  const state = days.at(-1)?.state ?? 'open';
  return {
    current,
    longest,
    spare,
    untilSpare: spare === mostSpares ? 0 : daysPerSpare - sinceSpare,
    today: {
      label: today,
      state,
      day,
      minutesLeft: isStudyDay(day, rules) ? 0 : Math.max(0, Math.ceil(Math.max(1, rules.minimum) - day.counted)),
      rules,
    },
    days,
  };

  function stateOf(label: DayLabel): DayState {
    const rules = rulesOn(label);
    if (isStudyDay(studyDay(record, label), rules)) return 'study';
    if (isPaused(label)) return 'paused';
    if (rules.restDays.includes(weekdayOf(label))) return 'rest';
    if (label === today) return 'open';
    if (isSkippedByTravel(record, label)) return 'travel';
    return spare > 0 ? 'spare' : 'missed';
  }
}

/** The facts of a day. */
export function studyDay(record: ProgressRecord, label: DayLabel): StudyDay {
  const minutes = dayMinutes(record, label);
  const marks = record.days[label] ?? [];
  return {
    minutes,
    counted: valueOf(record, 'correction', label)?.minutes ?? minutes.total,
    verified: marks.includes('verified'),
    exercise: marks.includes('exercise'),
  };
}

/** A study day has the minimum, or one item verified, or an exercise finished. */
export function isStudyDay(day: StudyDay, rules: Rules): boolean {
  return day.verified || day.exercise || (day.counted >= rules.minimum && day.counted > 0);
}

/** Every day that something is known of, in order. */
export function studyLabels(record: ProgressRecord): readonly DayLabel[] {
  return [
    ...new Set([...Object.keys(record.minutes), ...Object.keys(record.days), ...valuesOf(record, 'correction').keys()]),
  ].toSorted();
}

function isSkippedByTravel(record: ProgressRecord, label: DayLabel): boolean {
  const before = dayMinutes(record, addDays(label, -1)).last;
  const after = dayMinutes(record, addDays(label, 1)).first;
  return before !== undefined && after !== undefined && after - before < travelMinutes;
}

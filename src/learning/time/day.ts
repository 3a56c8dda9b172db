import type { DayLabel } from '../progress/record.ts';

/** Minutes that local time is ahead of UTC at an instant (milliseconds since 1970). */
export type UtcOffset = (instant: number) => number;

/** The offset of this machine's time zone. */
export const localOffset: UtcOffset = (instant) => -new Date(instant).getTimezoneOffset();

/**
 * The day that an instant belongs to, when days start at `dayStart` o'clock local time (0–6; night owls).
 * Computed from the wall clock, so that a day is a day across daylight saving.
 */
export function dayOf(instant: number, dayStart: number, offset: UtcOffset): DayLabel {
  return labelOf(instant + offset(instant) * 60_000 - dayStart * 3_600_000);
}

/** The instant at which a day ends, in milliseconds since 1970; `instant` must lie in it. */
export function endOfDay(instant: number, dayStart: number, offset: UtcOffset): number {
  const next = addDays(dayOf(instant, dayStart, offset), 1);
  const wall = utcOf(next) + dayStart * 3_600_000;
  // The offset at the end may differ from the one now; two rounds settle it.
  const guess = wall - offset(instant) * 60_000;
  return wall - offset(wall - offset(guess) * 60_000) * 60_000;
}

/** The label `count` days later (or earlier). Labels are calendar dates: no daylight saving here. */
export function addDays(label: DayLabel, count: number): DayLabel {
  return labelOf(utcOf(label) + count * 86_400_000);
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: DayLabel, b: DayLabel): number {
  return Math.round((utcOf(b) - utcOf(a)) / 86_400_000);
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekdayOf(label: DayLabel): number {
  return ((new Date(utcOf(label)).getUTCDay() + 6) % 7) + 1;
}

/** First day of the week (Monday) or month that a day lies in; the day itself for `day`. */
export function periodOf(label: DayLabel, every: 'day' | 'week' | 'month'): DayLabel {
  if (every === 'day') return label;
  if (every === 'week') return addDays(label, 1 - weekdayOf(label));
  return `${label.slice(0, 8)}01`;
}

function labelOf(milliseconds: number): DayLabel {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function utcOf(label: DayLabel): number {
  return Date.UTC(Number(label.slice(0, 4)), Number(label.slice(5, 7)) - 1, Number(label.slice(8, 10)));
}

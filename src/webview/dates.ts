import type { DayLabel } from '../learning/progress/record.ts';

/** "20 Nov 2026", the way the learner's locale writes it. */
export function formatDay(label: DayLabel, locale: string): string {
  return formatter(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(instantOf(label));
}

/** "20 Nov – 31 Dec 2026". */
export function formatDays({ from, to }: { readonly from: DayLabel; readonly to: DayLabel }, locale: string): string {
  return formatter(locale, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
    instantOf(from),
    instantOf(to),
  );
}

/** "November 2026". */
export function formatMonth(label: DayLabel, locale: string): string {
  return formatter(locale, { month: 'long', year: 'numeric' }).format(instantOf(label));
}

/** "Monday" or "Mon" for 1 (Monday) to 7 (Sunday). */
export function weekdayName(weekday: number, locale: string, width: 'long' | 'short' = 'long'): string {
  // 2024-01-01 was a Monday.
  return formatter(locale, { weekday: width }).format(Date.UTC(2024, 0, weekday));
}

/** The time of day of an instant on this machine: "04:00". */
export function formatTime(instant: number, locale: string): string {
  return new Intl.DateTimeFormat(knownLocale(locale), { timeStyle: 'short' }).format(instant);
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(knownLocale(locale), { ...options, timeZone: 'UTC' });
}

/** The editor may name a display language that is no locale (a pseudo language of its translators); English then, as the panel is. */
export function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function instantOf(label: DayLabel): number {
  return Date.UTC(Number(label.slice(0, 4)), Number(label.slice(5, 7)) - 1, Number(label.slice(8, 10)));
}

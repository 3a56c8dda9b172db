import type { DayLabel } from '../progress/record.ts';
import type { SpanOfTime } from '../roadmap/schema.ts';
import { addDays, periodOf } from './day.ts';

/** First and last day of a span of weeks or months, for a roadmap that was begun on `start`. */
export function spanDates(start: DayLabel, span: SpanOfTime): { readonly from: DayLabel; readonly to: DayLabel } {
  const begin = (count: number) => (span.unit === 'week' ? addDays(start, count * 7) : addMonths(start, count));
  return { from: begin(span.from - 1), to: addDays(begin(span.to), -1) };
}

/** The same day of a later month; its last day where it is shorter. */
export function addMonths(label: DayLabel, count: number): DayLabel {
  const months = Number(label.slice(0, 4)) * 12 + Number(label.slice(5, 7)) - 1 + count;
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
  const wanted = addDays(first, Number(label.slice(8, 10)) - 1);
  return periodOf(wanted, 'month') === first ? wanted : addDays(periodOf(wanted, 'month'), -1);
}

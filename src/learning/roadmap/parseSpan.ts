import type { SpanOfTime } from './schema.ts';

/** Weeks or months such as "Weeks 1–4" or "Month 3"; a hyphen does as well. Otherwise a sentence that says how to write it. */
export function parseSpan(text: string): SpanOfTime | { readonly problem: string } {
  const [, word, first, last] = /^(week|month)s?\s+(\d{1,4})(?:\s*[-–—]\s*(\d{1,4}))?$/i.exec(text.trim()) ?? [];
  if (word === undefined || first === undefined) {
    return { problem: `“${text}” is no span. Write “Weeks 1–4”, “Week 12”, “Months 1–2” or “Month 3”.` };
  }
  const unit = word.toLowerCase() === 'week' ? 'week' : 'month';
  const from = Number(first);
  const to = Number(last ?? first);
  if (from < 1) {
    return { problem: `“${text}” begins at 0. Count ${unit}s from 1.` };
  }
  if (to < from) {
    return { problem: `“${text}” runs backwards. Write “${spanText(unit, to, from)}”, or mend the figures.` };
  }
  return { unit, from, to, text: spanText(unit, from, to) };
}

/** A span as it is shown. */
export function spanText(unit: SpanOfTime['unit'], from: number, to: number): string {
  const word = unit === 'week' ? 'Week' : 'Month';
  return from === to ? `${word} ${from}` : `${word}s ${from}–${to}`;
}

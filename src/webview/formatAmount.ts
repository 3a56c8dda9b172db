import { knownLocale } from './dates.ts';

/** A sum of money without its currency, which is the learner's own: "1,234.5". */
export function formatAmount(amount: number, locale: string): string {
  return new Intl.NumberFormat(knownLocale(locale), { maximumFractionDigits: 2 }).format(amount);
}

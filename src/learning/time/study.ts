import type { ValueOf } from '../progress/registers.ts';
import type { Range } from './minutes.ts';

/** A running study outside the editor ends by itself after this many unanswered minutes. */
export const unansweredMinutes = 60;

/** What a running study amounts to at an instant. */
export interface StudyClaim {
  /** Whole minutes that may be counted. */
  readonly minutes: number;
  /** Whether it has ended by itself, unanswered. */
  readonly ended: boolean;
}

/** How much of a study may be counted at `now` (milliseconds since 1970). A clock set back counts nothing. */
export function claimOf(study: ValueOf<'study'>, now: number): StudyClaim {
  const limit = study.confirmedAt + unansweredMinutes * 60_000;
  return { minutes: Math.max(0, Math.floor((Math.min(now, limit) - study.startedAt) / 60_000)), ended: now >= limit };
}

/** The epoch minutes to store when the learner counts `minutes` of a study: its first ones. */
export function rangeOf(study: ValueOf<'study'>, minutes: number): Range {
  const from = Math.floor(study.startedAt / 60_000);
  return [from, from + Math.max(0, Math.floor(minutes))];
}

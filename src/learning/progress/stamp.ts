import * as z from 'zod';

/**
 * A hybrid stamp: milliseconds (9 digits, base 36), counter (3), then the session that wrote it.
 * Fixed widths, so that comparing two stamps is comparing two strings. Stored; never change the form.
 */
export const stampSchema = z.string().regex(/^[0-9a-z]{12}[0-9a-z]{4,12}$/);
export type Stamp = z.infer<typeof stampSchema>;

/** Who changes the record and when. A session is one activation of one window, so that two windows never tie. */
export interface Moment {
  /** Milliseconds since 1970, from the clock of this machine, right or wrong. */
  readonly now: number;
  /** 4 to 12 characters of `0-9a-z`. */
  readonly session: string;
}

/**
 * The stamp of a change to a register that carries `previous`.
 * It is later than `previous` even when that came from a clock far ahead, so no wrong clock freezes anything for ever.
 */
export function nextStamp(moment: Moment, previous?: Stamp): Stamp {
  const now = Math.min(latest, Math.max(0, Math.floor(moment.now)));
  if (previous === undefined) return write(now, 0, moment.session);
  const before = parseInt(previous.slice(0, 9), 36);
  if (now > before) return write(now, 0, moment.session);
  const counter = parseInt(previous.slice(9, 12), 36) + 1;
  return counter < 36 ** 3 ? write(before, counter, moment.session) : write(before + 1, 0, moment.session);
}

/** The stamp right after `previous`, the same on every machine: for what follows from a stored value and not from a learner. */
export function followingStamp(previous: Stamp): Stamp {
  return nextStamp({ now: 0, session: previous.slice(12) }, previous);
}

/** Milliseconds since 1970 at which the stamp was given, by the clock that gave it. */
export function timeOf(stamp: Stamp): number {
  return parseInt(stamp.slice(0, 9), 36);
}

/** The last instant that stamps are given for (the year 5188). Nine digits hold a little more, so that there is always a later stamp. */
const latest = 36 ** 9 - 1_000_000;

function write(milliseconds: number, counter: number, session: string): Stamp {
  return milliseconds.toString(36).padStart(9, '0') + counter.toString(36).padStart(3, '0') + session;
}

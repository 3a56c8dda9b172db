import * as z from 'zod';

/**
 * A set of epoch minutes (minutes since 1970-01-01T00:00Z) as text: ranges "gap+length" in base 36, comma-separated.
 * The first gap counts from 0, each further one from the end of the range before it; a length of 1 is left out.
 * "hqy6w+5,3" holds five minutes from hqy6w and one more after a gap of three.
 */
export const minutesSchema = z
  .string()
  // First gap (0 or more), its length (2 or more), then gaps (1 or more) with theirs. No leading zeros: one set, one text.
  .regex(
    /^(?:(?:0|[1-9a-z][0-9a-z]{0,6})(?:\+(?:[2-9a-z]|[1-9a-z][0-9a-z]{1,6}))?(?:,[1-9a-z][0-9a-z]{0,6}(?:\+(?:[2-9a-z]|[1-9a-z][0-9a-z]{1,6}))?)*)?$/,
  )
  .refine((minutes: string): boolean => (rangesOf(minutes).at(-1)?.[1] ?? 0) <= endOfTime, 'minutes of no day');
export type Minutes = z.infer<typeof minutesSchema>;

/** `[first minute, one after the last]`, ascending, never touching. */
export type Range = readonly [from: number, to: number];

/** The ranges of a set. Unreadable parts cannot occur in what `minutesSchema` accepted. */
export function rangesOf(minutes: string): readonly Range[] {
  if (minutes === '') return [];
  let end = 0;
  return minutes.split(',').map((part) => {
    const [gap = '0', length = '1'] = part.split('+');
    const from = end + parseInt(gap, 36);
    end = from + parseInt(length, 36);
    return [from, end];
  });
}

/** The set that holds these ranges, in any order, overlapping or not. What is no minute (before 1970, a fraction, beyond all clocks) is left out. */
export function minutesOf(ranges: readonly Range[]): Minutes {
  let end = 0;
  return joined(ranges.filter(([from, to]) => isMinute(from) && isMinute(to)))
    .map(([from, to]) => {
      const gap = (from - end).toString(36);
      end = to;
      return to - from === 1 ? gap : `${gap}+${(to - from).toString(36)}`;
    })
    .join(',');
}

/** Union. */
export function unite(a: Minutes, b: Minutes): Minutes {
  if (a === b || b === '') return a;
  if (a === '') return b;
  return minutesOf([...rangesOf(a), ...rangesOf(b)]);
}

/** How many minutes a set holds. */
export function countMinutes(minutes: Minutes): number {
  return lengthOf(rangesOf(minutes));
}

/** How many minutes are in `ranges`, which may overlap. */
export function lengthOf(ranges: readonly Range[]): number {
  return joined(ranges).reduce((sum, [from, to]) => sum + to - from, 0);
}

/** The minutes of `ranges` that are not in `taken`. */
export function without(ranges: readonly Range[], taken: readonly Range[]): readonly Range[] {
  const holes = joined(taken);
  return joined(ranges).flatMap(([from, to]) => {
    const rest: Range[] = [];
    let start = from;
    for (const [holeFrom, holeTo] of holes) {
      if (holeTo <= start || holeFrom >= to) continue;
      if (holeFrom > start) rest.push([start, holeFrom]);
      start = holeTo;
    }
    if (start < to) rest.push([start, to]);
    return rest;
  });
}

/** The year 10000: as far as day labels go. */
const endOfTime = 4_223_371_680;

function isMinute(minute: number): boolean {
  return Number.isInteger(minute) && minute >= 0 && minute <= endOfTime;
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const sorted = ranges.filter(([from, to]) => to > from).toSorted((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

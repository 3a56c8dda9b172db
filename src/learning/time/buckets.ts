import type { DayLabel, ProgressRecord } from '../progress/record.ts';
import { lengthOf, minutesOf, rangesOf, unite, without, type Range } from './minutes.ts';

/** `measured`: seen by the editor. `reported`: said by the learner ("Start studying"). */
export type Source = 'measured' | 'reported';
/** A minute that is both is building. */
export type ActivityKind = 'learning' | 'building';

/** What minutes were spent on: `<roadmap>:<section>`, a project folder's id, or nothing in particular. */
export interface Bucket {
  readonly source: Source;
  readonly kind: ActivityKind;
  readonly subject?: string | undefined;
}

/** Bucket names are stored: `m` or `r`, `l` or `b`, then `|subject` where there is one. Never change them. */
export function bucketName(bucket: Bucket): string {
  const name = bucket.source.charAt(0) + bucket.kind.charAt(0);
  return bucket.subject === undefined ? name : `${name}|${bucket.subject}`;
}

/** The bucket of a stored name; undefined for one of a later version. */
export function bucketOf(name: string): Bucket | undefined {
  const [code = '', ...rest] = name.split('|');
  const source = { m: 'measured', r: 'reported' } as const;
  const kind = { l: 'learning', b: 'building' } as const;
  const [s, k] = [code.charAt(0), code.charAt(1)];
  if (code.length !== 2 || (s !== 'm' && s !== 'r') || (k !== 'l' && k !== 'b')) return undefined;
  return { source: source[s], kind: kind[k], subject: rest.length > 0 ? rest.join('|') : undefined };
}

/** Minutes of a day, each counted once. */
export interface DayMinutes {
  readonly total: number;
  readonly learning: number;
  readonly building: number;
  /** Of `total`: minutes that only the learner vouches for. */
  readonly reported: number;
  /** First epoch minute and one after the last; absent where the day has none. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

/** Adds epoch minutes to a day's bucket. */
export function addMinutes(
  record: ProgressRecord,
  day: DayLabel,
  bucket: Bucket,
  ranges: readonly Range[],
): ProgressRecord {
  const name = bucketName(bucket);
  const buckets = record.minutes[day] ?? {};
  const before = buckets[name] ?? '';
  const after = unite(before, minutesOf(ranges));
  if (after === before) return record;
  return { ...record, minutes: { ...record.minutes, [day]: { ...buckets, [name]: after } } };
}

/** What the sets of a day add up to: every minute counts once, building before learning, measured before reported. */
export function dayMinutes(record: ProgressRecord, day: DayLabel): DayMinutes {
  const building: Range[] = [];
  const learning: Range[] = [];
  const measured: Range[] = [];
  for (const [name, minutes] of Object.entries(record.minutes[day] ?? {})) {
    const bucket = bucketOf(name);
    if (!bucket) continue;
    const ranges = rangesOf(minutes);
    (bucket.kind === 'building' ? building : learning).push(...ranges);
    if (bucket.source === 'measured') measured.push(...ranges);
  }
  const all = [...building, ...learning];
  const total = lengthOf(all);
  return {
    total,
    building: lengthOf(building),
    learning: lengthOf(without(learning, building)),
    reported: total - lengthOf(measured),
    first: all.length > 0 ? Math.min(...all.map(([from]) => from)) : undefined,
    last: all.length > 0 ? Math.max(...all.map(([, to]) => to)) : undefined,
  };
}

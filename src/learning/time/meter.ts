import type { ActivityKind } from './buckets.ts';

/** Something the learner did in a focused window, or the window losing its focus. Instants in milliseconds since 1970. */
export type MeterEvent =
  | {
      readonly type: 'activity';
      readonly at: number;
      readonly kind: ActivityKind;
      readonly subject?: string | undefined;
    }
  | { readonly type: 'blur'; readonly at: number };

/** An epoch minute that was really spent. */
export interface EarnedMinute {
  readonly minute: number;
  readonly kind: ActivityKind;
  readonly subject?: string | undefined;
}

interface Activity {
  readonly at: number;
  readonly kind: ActivityKind;
  readonly subject?: string | undefined;
}

/** What the meter remembers between two events. */
export interface Meter {
  readonly last?: Activity | undefined;
  /** The minute that is being filled. */
  readonly filling?: Filling | undefined;
  /** Milliseconds earned in earlier minutes but not counted yet; below 0 where more was counted. Never more than half a minute. */
  readonly rest: number;
}

interface Filling {
  readonly minute: number;
  readonly milliseconds: number;
  /** What it counts for: the latest activity in it, building before learning. */
  readonly kind: ActivityKind;
  readonly subject?: string | undefined;
  /** The kind that it was counted as, once it was. */
  readonly counted?: ActivityKind | undefined;
}

export const stoppedMeter: Meter = { rest: 0 };

const wholeMinute = 60_000;

/**
 * Turns events into minutes: the gap between two activities is filled when it is at most `idleLimit` milliseconds and dropped whole
 * otherwise, so that sleep, a closed lid and a clock that jumps earn nothing. A gap belongs to what was done at its start.
 * A minute counts when half of it was earned, together with what earlier minutes left over: many short stretches add up to what they were.
 */
export function advance(
  meter: Meter,
  event: MeterEvent,
  idleLimit: number,
): { readonly meter: Meter; readonly earned: readonly EarnedMinute[] } {
  const next: Activity | undefined =
    event.type === 'activity' ? { at: event.at, kind: event.kind, subject: event.subject } : undefined;
  const { last } = meter;
  const gap = last ? event.at - last.at : 0;
  if (!last || gap <= 0 || gap > idleLimit) return { meter: { ...meter, last: next }, earned: [] };

  let { filling, rest } = meter;
  const earned: EarnedMinute[] = [];
  for (let at = last.at; at < event.at;) {
    const minute = Math.floor(at / wholeMinute);
    const until = Math.min(event.at, (minute + 1) * wholeMinute);
    if (filling && filling.minute !== minute) {
      rest += filling.milliseconds - (filling.counted ? wholeMinute : 0);
      filling = undefined;
    }
    filling = filled(filling, minute, until - at, last);
    // Once for the minute itself, and again where building begins in it, since a minute that is both is building.
    if (rest + filling.milliseconds >= wholeMinute / 2 && filling.counted !== filling.kind) {
      filling = { ...filling, counted: filling.kind };
      earned.push({ minute, kind: filling.kind, subject: filling.subject });
    }
    at = until;
  }
  return { meter: { last: next, filling, rest }, earned };
}

function filled(
  before: Filling | undefined,
  minute: number,
  milliseconds: number,
  { kind, subject }: Activity,
): Filling {
  if (!before) return { minute, milliseconds, kind, subject };
  // A clock that was set back within the minute cannot fill it twice.
  const sum = Math.min(wholeMinute, before.milliseconds + milliseconds);
  return before.kind === 'building' && kind === 'learning'
    ? { ...before, milliseconds: sum }
    : { ...before, milliseconds: sum, kind, subject };
}

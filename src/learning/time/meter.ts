import type { ActivityKind } from './buckets.ts';

/** Something the learner did in a focused window, or the window losing its focus. Instants in milliseconds since 1970. */
export type MeterEvent =
  | { readonly type: 'activity'; readonly at: number; readonly kind: ActivityKind; readonly subject?: string | undefined }
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
  /** Milliseconds earned in minutes that are not full yet: epoch minute → milliseconds. */
  readonly partial: ReadonlyMap<number, number>;
}

export const stoppedMeter: Meter = { partial: new Map() };

/** A minute counts when at least half of it was earned, so that many short stretches add up to what they were. */
const half = 30_000;

/**
 * Turns events into minutes: the gap between two activities is filled when it is at most `idleLimit` milliseconds and dropped whole
 * otherwise, so that sleep, a closed lid and a clock that jumps earn nothing. A gap belongs to what was done at its start.
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
  if (!last || gap <= 0 || gap > idleLimit) return { meter: { last: next, partial: meter.partial }, earned: [] };

  const partial = new Map(meter.partial);
  const earned: EarnedMinute[] = [];
  for (let at = last.at; at < event.at; ) {
    const minute = Math.floor(at / 60_000);
    const until = Math.min(event.at, (minute + 1) * 60_000);
    const before = partial.get(minute) ?? 0;
    const after = before + until - at;
    partial.set(minute, after);
    // Once for the minute itself, and again where building begins in it, since a minute that is both is building.
    if (after >= half && (before < half || last.kind === 'building')) {
      earned.push({ minute, kind: last.kind, subject: last.subject });
    }
    at = until;
  }
  const current = Math.floor(event.at / 60_000);
  for (const minute of partial.keys()) if (minute < current - 1) partial.delete(minute);
  return { meter: { last: next, partial }, earned };
}

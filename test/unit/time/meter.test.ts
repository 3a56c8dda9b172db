import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { merge } from '../../../src/learning/progress/merge.ts';
import { addMinutes, dayMinutes, type ActivityKind } from '../../../src/learning/time/buckets.ts';
import { advance, stoppedMeter, type EarnedMinute, type MeterEvent } from '../../../src/learning/time/meter.ts';
import { claimOf, rangeOf } from '../../../src/learning/time/study.ts';

const second = 1_000;
const minute = 60 * second;
const idle = 5 * minute;
/** The beginning of an epoch minute. */
const begin = 29_700_000 * minute;
const day = '2026-06-20';

const activity = (at: number, kind: ActivityKind = 'building', subject?: string): MeterEvent => ({
  type: 'activity',
  at: begin + at,
  kind,
  subject,
});
const blur = (at: number): MeterEvent => ({ type: 'blur', at: begin + at });

function earn(events: readonly MeterEvent[]): readonly EarnedMinute[] {
  let meter = stoppedMeter;
  return events.flatMap((event) => {
    const step = advance(meter, event, idle);
    meter = step.meter;
    return step.earned;
  });
}

function recordOf(events: readonly MeterEvent[], id = 'x'): ProgressRecord {
  return earn(events).reduce(
    (record, { minute: from, kind, subject }) =>
      addMinutes(record, day, { source: 'measured', kind, subject }, [[from, from + 1]]),
    emptyRecord(id),
  );
}

const total = (events: readonly MeterEvent[]) => dayMinutes(recordOf(events), day).total;

describe('meter', () => {
  it('fills gaps up to the idle limit and drops longer ones whole', () => {
    assert.equal(total([activity(0), activity(idle)]), 5);
    assert.equal(total([activity(0), activity(idle + 1)]), 0);
    assert.equal(total([activity(0), activity(2 * minute), activity(60 * minute), activity(63 * minute)]), 5);
  });

  it('earns nothing from one event alone', () => {
    assert.equal(total([activity(0)]), 0);
    assert.equal(total([activity(0), activity(0)]), 0);
  });

  it('counts up to the moment in which the window loses the focus, and not beyond', () => {
    assert.equal(total([activity(0), activity(minute), blur(3 * minute), activity(5 * minute)]), 3);
    assert.equal(total([activity(0), blur(idle + 1), activity(idle + 2)]), 0);
    assert.equal(total([blur(0), activity(minute)]), 0);
  });

  it('counts no sleep, however often the lid is closed', () => {
    const nights = [0, 1, 2].flatMap((night) => [
      activity(night * 600 * minute),
      activity(night * 600 * minute + 2 * minute),
    ]);
    assert.equal(total(nights), 6);
  });

  it('earns nothing from a clock that jumps ahead or is set back', () => {
    assert.equal(total([activity(0), activity(24 * 60 * minute)]), 0);
    assert.equal(total([activity(60 * minute), activity(0)]), 0);
    // The same two minutes again after the clock was set back are the same two minutes.
    assert.equal(total([activity(0), activity(2 * minute), activity(0), activity(2 * minute)]), 2);
  });

  it('is not fooled by a clock that is set back within a minute again and again', () => {
    const jumps = Array.from({ length: 50 }, () => [activity(0), activity(50 * second)]).flat();
    assert.equal(total([...jumps, activity(minute), activity(minute + 5 * second)]), 1);
  });

  it('counts a minute once half of it was earned', () => {
    assert.equal(total([activity(0), activity(29 * second), blur(29 * second)]), 0);
    assert.equal(total([activity(0), activity(30 * second)]), 1);
  });

  it('adds many short stretches up to what they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })), {
          minLength: 30,
          maxLength: 120,
        }),
        (stretches) => {
          let at = 0;
          let spent = 0;
          const events = stretches.flatMap(([work, pause]) => {
            const from = at;
            at += (work + pause) * second;
            spent += work * second;
            return [activity(from), blur(from + work * second)];
          });
          assert.ok(Math.abs(total(events) - spent / minute) <= 1, `${total(events)} counted, ${spent / minute} spent`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('adds stretches of twenty seconds a minute up, and of forty', () => {
    for (const [seconds, expected] of [
      [20, 20],
      [40, 40],
    ] as const) {
      const hour = Array.from({ length: 60 }, (_, index) => [
        activity(index * minute),
        blur(index * minute + seconds * second),
      ]).flat();
      assert.ok(Math.abs(total(hour) - expected) <= 1, `${total(hour)} of ${expected}`);
    }
  });

  it('never leaves out a full minute', () => {
    fc.assert(
      fc.property(
        fc.nat(59),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 40 }),
        (offset, gaps) => {
          let at = offset * second;
          const events = [activity(at), ...gaps.map((gap) => activity((at += gap * second)))];
          const full = Math.floor(at / minute) - Math.ceil((offset * second) / minute);
          assert.ok(total(events) >= full);
        },
      ),
    );
  });

  it('counts a minute that is both as building, in whatever order', () => {
    const learningFirst = [
      activity(0, 'learning'),
      activity(40 * second, 'building'),
      activity(minute, 'learning'),
      blur(minute),
    ];
    const buildingFirst = [
      activity(0, 'building'),
      activity(20 * second, 'learning'),
      activity(minute, 'learning'),
      blur(minute),
    ];
    for (const events of [learningFirst, buildingFirst]) {
      const { total: all, building, learning } = dayMinutes(recordOf(events), day);
      assert.deepEqual([all, building, learning], [1, 1, 0]);
    }
  });

  it('gives a gap to what was done at its start', () => {
    const { building, learning } = dayMinutes(
      recordOf([activity(0, 'learning'), activity(3 * minute, 'building'), activity(5 * minute, 'learning')]),
      day,
    );
    assert.deepEqual([learning, building], [3, 2]);
  });

  it('says each minute once, and the subject with it', () => {
    const typing = Array.from({ length: 300 }, (_, index) => activity(index * 400, 'building', 'r:project'));
    const earned = earn(typing);
    assert.deepEqual(earned, [
      { minute: begin / minute, kind: 'building', subject: 'r:project' },
      { minute: begin / minute + 1, kind: 'building', subject: 'r:project' },
    ]);
  });

  it('never counts a minute twice that two windows saw', () => {
    const left = recordOf([activity(0), activity(4 * minute), blur(4 * minute)], 'left');
    const right = recordOf([activity(2 * minute), activity(6 * minute), blur(6 * minute)], 'right');
    assert.equal(dayMinutes(merge(left, right), day).total, 6);
  });
});

describe('a running study', () => {
  const study = {
    startedAt: begin + 50 * second,
    confirmedAt: begin + 50 * second,
    subject: 'r:s',
    title: 'A video',
    kind: 'learning',
  } as const;
  const after = (minutes: number) => claimOf(study, study.startedAt + minutes * minute);

  it('claims the whole minutes since its start', () => {
    assert.deepEqual(after(42), { minutes: 42, ended: false });
    assert.deepEqual(after(42.9), { minutes: 42, ended: false });
    assert.deepEqual(after(0), { minutes: 0, ended: false });
  });

  it('ends by itself after an hour without an answer', () => {
    assert.deepEqual(after(59.9), { minutes: 59, ended: false });
    assert.deepEqual(after(60), { minutes: 60, ended: true });
    assert.deepEqual(after(600), { minutes: 60, ended: true });
  });

  it('goes on for an hour from the last answer', () => {
    const confirmed = { ...study, confirmedAt: study.startedAt + 40 * minute };
    assert.deepEqual(claimOf(confirmed, study.startedAt + 90 * minute), { minutes: 90, ended: false });
    assert.deepEqual(claimOf(confirmed, study.startedAt + 500 * minute), { minutes: 100, ended: true });
  });

  it('claims nothing when the clock is set back', () => {
    assert.deepEqual(after(-30), { minutes: 0, ended: false });
  });

  it('is counted from its first minute on', () => {
    assert.deepEqual(rangeOf(study, 42.7), [begin / minute, begin / minute + 42]);
    assert.deepEqual(rangeOf(study, -3), [begin / minute, begin / minute]);
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysBetween,
  endOfDay,
  periodOf,
  weekdayOf,
  type UtcOffset,
} from '../../../src/learning/time/day.ts';

/** The offset of a time zone by the tables that Node carries. */
function offsetOf(timeZone: string): UtcOffset {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const [year, month, day, hour, minute] = (['year', 'month', 'day', 'hour', 'minute'] as const).map((part) =>
      parts.get(part)!,
    );
    return (Date.UTC(year!, month! - 1, day, hour, minute) - Math.floor(instant / 60_000) * 60_000) / 60_000;
  };
}

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'UTC',
] as const;
const offsets = Object.fromEntries(zones.map((zone) => [zone, offsetOf(zone)])) as Record<
  (typeof zones)[number],
  UtcOffset
>;

describe('the day of an instant', () => {
  const table: readonly (readonly [
    zone: (typeof zones)[number],
    instant: string,
    dayStart: number,
    label: string,
    why: string,
  ])[] = [
    ['Europe/Berlin', '2026-11-19T02:59:59Z', 4, '2026-11-18', 'a night owl at 03:59'],
    ['Europe/Berlin', '2026-11-19T03:00:00Z', 4, '2026-11-19', 'an early bird at 04:00'],
    ['Europe/Berlin', '2026-11-18T23:30:00Z', 0, '2026-11-19', 'days that start at midnight'],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 2, '2026-03-28', 'before the clocks go forward, 01:59'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 2, '2026-03-29', 'after the clocks went forward, 03:00'],
    ['Europe/Berlin', '2026-03-29T01:59:59Z', 4, '2026-03-28', '03:59 of the short night'],
    ['Europe/Berlin', '2026-03-29T02:00:00Z', 4, '2026-03-29', '04:00 of the short night'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', 3, '2026-10-24', '02:30 the first time'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', 3, '2026-10-24', '02:30 the second time'],
    ['Europe/Berlin', '2026-10-25T02:00:00Z', 3, '2026-10-25', '03:00 of the long night'],
    ['America/New_York', '2026-03-08T07:59:59Z', 4, '2026-03-07', '03:59 of the short night'],
    ['America/New_York', '2026-03-08T08:00:00Z', 4, '2026-03-08', '04:00 of the short night'],
    ['America/New_York', '2026-11-01T05:30:00Z', 2, '2026-10-31', '01:30 the first time'],
    ['America/New_York', '2026-11-01T06:30:00Z', 2, '2026-10-31', '01:30 the second time'],
    ['America/New_York', '2026-11-01T07:00:00Z', 2, '2026-11-01', '02:00 of the long night'],
    ['Australia/Lord_Howe', '2026-04-04T14:45:00Z', 2, '2026-04-04', '01:45 the first time (half an hour back)'],
    ['Australia/Lord_Howe', '2026-04-04T15:15:00Z', 2, '2026-04-04', '01:45 the second time'],
    ['Australia/Lord_Howe', '2026-04-04T15:30:00Z', 2, '2026-04-05', '02:00 of the long night'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 2, '2026-10-04', '02:30 right after 01:59'],
    ['UTC', '2028-02-29T12:00:00Z', 4, '2028-02-29', 'the leap day'],
    ['UTC', '2028-03-01T03:00:00Z', 4, '2028-02-29', 'the night after the leap day'],
    ['UTC', '2027-01-01T03:59:00Z', 4, '2026-12-31', 'the night of the new year'],
    ['UTC', '2027-01-01T04:00:00Z', 4, '2027-01-01', 'its morning'],
  ];
  for (const [zone, instant, dayStart, label, why] of table) {
    it(`is ${label} at ${instant} in ${zone} with days from ${dayStart} o'clock: ${why}`, () => {
      assert.equal(dayOf(Date.parse(instant), dayStart, offsets[zone]), label);
    });
  }

  const zone = fc.constantFrom(...zones);
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2031, 0) }),
    // Around the changes of clocks.
    fc
      .tuple(
        fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-04', '2026-10-03'),
        fc.integer({ min: -12 * 60, max: 36 * 60 }),
      )
      .map(([date, minutes]) => Date.parse(`${date}T00:00Z`) + minutes * 60_000),
  );

  it('never goes back as time goes on', () => {
    fc.assert(
      fc.property(zone, instant, fc.nat(6), fc.nat(7_200_000), (where, at, dayStart, later) => {
        assert.ok(dayOf(at, dayStart, offsets[where]) <= dayOf(at + later, dayStart, offsets[where]));
      }),
      { numRuns: 500 },
    );
  });

  it('ends at its end: a moment before it is still that day, and then it is the next', () => {
    fc.assert(
      fc.property(zone, instant, fc.nat(6), (where, at, dayStart) => {
        const offset = offsets[where];
        const label = dayOf(at, dayStart, offset);
        const end = endOfDay(at, dayStart, offset);
        assert.ok(end > at);
        assert.equal(dayOf(end - 1, dayStart, offset), label);
        assert.equal(dayOf(end, dayStart, offset), addDays(label, 1));
        assert.ok(end - at <= 25 * 3_600_000);
      }),
      { numRuns: 500 },
    );
  });
});

describe('labels', () => {
  it('are counted as dates, over leap days, years and changes of clocks', () => {
    assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2);
    assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2);
    assert.equal(daysBetween('2027-02-28', '2027-03-01'), 1);
    assert.equal(daysBetween('2026-12-31', '2027-01-01'), 1);
    assert.equal(daysBetween('2027-01-01', '2026-12-31'), -1);
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2027-01-01', -1), '2026-12-31');
  });

  it('can be added to and counted back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -9_000, max: 9_000 }), (from, count) => {
        const label = addDays('2000-01-01', from);
        assert.equal(daysBetween(label, addDays(label, count)), count);
        assert.equal((weekdayOf(label) + 7_000_007 * 7 + count - weekdayOf(addDays(label, count))) % 7, 0);
      }),
    );
  });

  it('know their weekday, week and month', () => {
    assert.deepEqual(['2026-11-16', '2026-11-21', '2026-11-22'].map(weekdayOf), [1, 6, 7]);
    assert.equal(periodOf('2026-11-22', 'week'), '2026-11-16');
    assert.equal(periodOf('2027-01-01', 'week'), '2026-12-28');
    assert.equal(periodOf('2028-02-29', 'month'), '2028-02-01');
    assert.equal(periodOf('2028-02-29', 'day'), '2028-02-29');
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { emptyRecord } from '../../../src/learning/progress/record.ts';
import { merge } from '../../../src/learning/progress/merge.ts';
import { addMinutes, bucketName, bucketOf, dayMinutes, type Bucket } from '../../../src/learning/time/buckets.ts';
import {
  countMinutes,
  lengthOf,
  minutesOf,
  minutesSchema,
  rangesOf,
  unite,
  without,
  type Range,
} from '../../../src/learning/time/minutes.ts';

const range: fc.Arbitrary<Range> = fc.tuple(fc.nat(200), fc.nat(12)).map(([from, length]) => [from, from + length]);
const farRange: fc.Arbitrary<Range> = fc
  .tuple(fc.nat(4_000_000_000), fc.nat(100_000))
  .map(([from, length]) => [from, from + length]);
const ranges = fc.array(fc.oneof({ weight: 4, arbitrary: range }, { weight: 1, arbitrary: farRange }), {
  maxLength: 12,
});
const near = fc.array(range, { maxLength: 12 });

/** The slow and certain way. */
const setOf = (some: readonly Range[]) =>
  new Set(some.flatMap(([from, to]) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)));
const sorted = (set: ReadonlySet<number>) => [...set].toSorted((a, b) => a - b);

describe('sets of minutes', () => {
  it('come back as they were written, ascending and never touching', () => {
    fc.assert(
      fc.property(near, (some) => {
        const back = rangesOf(minutesOf(some));
        assert.deepEqual(sorted(setOf(back)), sorted(setOf(some)));
        for (const [index, [from, to]] of back.entries()) {
          assert.ok(from < to);
          if (index > 0) assert.ok(from > back[index - 1]![1]);
        }
      }),
    );
  });

  it('are written in one way only, which the schema accepts', () => {
    fc.assert(
      fc.property(ranges, (some) => {
        const text = minutesOf(some);
        assert.equal(minutesSchema.safeParse(text).success, true, text);
        assert.equal(minutesOf(rangesOf(text).toReversed()), text);
      }),
    );
  });

  it('are read only where they are written so', () => {
    const alphabet = fc.constantFrom('0', '1', '2', 'a', 'z', '+', ',', '-', ' ');
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (text) => {
        if (minutesSchema.safeParse(text).success) assert.equal(minutesOf(rangesOf(text)), text);
      }),
      { numRuns: 5_000 },
    );
    for (const text of ['a+0', 'a+1', '01', '5,0', '5+', '+5', '5,,5', 'A', '5 ', '-5', '1.i', '5+2,', 'a000000']) {
      assert.equal(minutesSchema.safeParse(text).success, false, text);
    }
    for (const text of ['', '0', '0+5', 'hqy6w+5,3']) assert.equal(minutesSchema.safeParse(text).success, true, text);
  });

  it('never hold what is no minute', () => {
    assert.equal(
      minutesOf([
        [-5, 3],
        [1.5, 4],
        [Number.NaN, 9],
        [10, Infinity],
        [7, 9],
      ]),
      '7+2',
    );
  });

  it('are joined like sets', () => {
    fc.assert(
      fc.property(near, near, near, (a, b, c) => {
        const [x, y, z] = [minutesOf(a), minutesOf(b), minutesOf(c)];
        assert.deepEqual(sorted(setOf(rangesOf(unite(x, y)))), sorted(new Set([...setOf(a), ...setOf(b)])));
        assert.equal(unite(x, y), unite(y, x));
        assert.equal(unite(unite(x, y), z), unite(x, unite(y, z)));
        assert.equal(unite(x, x), x);
        assert.equal(unite(x, ''), x);
      }),
    );
  });

  it('are counted once, and less others', () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        const rest = setOf(a);
        for (const minute of setOf(b)) rest.delete(minute);
        assert.equal(countMinutes(minutesOf(a)), setOf(a).size);
        assert.equal(lengthOf(a), setOf(a).size);
        assert.deepEqual(sorted(setOf(without(a, b))), sorted(rest));
      }),
    );
  });
});

describe('the minutes of a day', () => {
  const day = '2026-11-19';
  const add = (record = emptyRecord('x'), bucket: Bucket, from: number, to: number) =>
    addMinutes(record, day, bucket, [[from, to]]);

  it('count once: building before learning, measured before reported', () => {
    let record = add(undefined, { source: 'measured', kind: 'building', subject: 'r:a' }, 100, 110);
    record = add(record, { source: 'measured', kind: 'building', subject: 'r:b' }, 105, 115);
    record = add(record, { source: 'measured', kind: 'learning' }, 110, 130);
    record = add(record, { source: 'reported', kind: 'learning' }, 125, 140);
    assert.deepEqual(dayMinutes(record, day), {
      total: 40,
      building: 15,
      learning: 25,
      reported: 10,
      first: 100,
      last: 140,
    });
  });

  it('of two windows are never counted twice', () => {
    const left = add(undefined, { source: 'measured', kind: 'building' }, 100, 130);
    const right = add(undefined, { source: 'measured', kind: 'building' }, 110, 140);
    assert.equal(dayMinutes(merge(left, right), day).total, 40);
  });

  it('are none where nothing happened, and the record stays the same where nothing is new', () => {
    const record = add(undefined, { source: 'measured', kind: 'learning' }, 5, 9);
    assert.equal(add(record, { source: 'measured', kind: 'learning' }, 6, 8), record);
    assert.deepEqual(dayMinutes(record, '2026-11-20'), {
      total: 0,
      building: 0,
      learning: 0,
      reported: 0,
      first: undefined,
      last: undefined,
    });
  });

  it('leave out buckets that a later version may write', () => {
    const record = { ...emptyRecord('x'), minutes: { [day]: { xl: '5+9', 'ml|r:a': '5+2' } } };
    assert.equal(dayMinutes(record, day).total, 2);
  });

  it('are filed under names that can be read again', () => {
    const bucket = fc.record({
      source: fc.constantFrom('measured' as const, 'reported' as const),
      kind: fc.constantFrom('learning' as const, 'building' as const),
      subject: fc.option(fc.oneof(fc.string(), fc.constantFrom('r:a|b', '')), { nil: undefined }),
    });
    fc.assert(fc.property(bucket, (one) => assert.deepEqual(bucketOf(bucketName(one)), { ...one })));
    assert.equal(bucketName({ source: 'reported', kind: 'building', subject: 'r:s' }), 'rb|r:s');
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { carryAliases, goneItems } from '../../../src/learning/progress/aliases.ts';
import { addToCounter } from '../../../src/learning/progress/changes.ts';
import { merge } from '../../../src/learning/progress/merge.ts';
import { chosenOf, countOf } from '../../../src/learning/progress/progress.ts';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { setValue, valueOf, valuesOf } from '../../../src/learning/progress/registers.ts';
import { roadmapSchema, type Group } from '../../../src/learning/roadmap/schema.ts';

const roadmap = roadmapSchema.parse({
  id: 'r',
  title: 'R',
  summary: 'S',
  roles: [],
  length: { text: 'a week', weeks: [1, 1] },
  commitment: { text: 'Not stated' },
  ...Object.fromEntries(
    ['facts', 'stack', 'rules', 'levels', 'schedules', 'milestones', 'tracker', 'remarks', 'library', 'shelf'].map(
      (key) => [key, []],
    ),
  ),
  phases: [
    {
      id: 'p1',
      number: 1,
      title: 'P',
      when: { unit: 'week', from: 1, to: 1, text: 'Week 1' },
      outcomes: [],
      intro: [],
      notes: [],
      facts: [],
      sections: [],
    },
  ],
  aliases: { old: 'new', 'old-group': 'group', 'old-child': 'child', 'old-section': 'section' },
});
const group: Group = {
  type: 'group',
  id: 'group',
  text: 'g',
  choose: 1,
  children: ['child', 'other'].map((id) => ({ type: 'item', id, text: id })),
};
const at = (now: number, session = 'aaaa') => ({ now, session });
const nothing = emptyRecord('x');

describe('carryAliases', () => {
  it('returns the same record where nothing was renamed, or all of it was carried before', () => {
    const record = setValue(nothing, 'status', 'r:fine', 'done', at(1));
    assert.equal(carryAliases(record, roadmap), record);
    const carried = carryAliases(setValue(record, 'status', 'r:old', 'done', at(2)), roadmap);
    assert.equal(carryAliases(carried, roadmap), carried);
    const other = setValue(nothing, 'status', 'elsewhere:old', 'done', at(1));
    assert.equal(carryAliases(other, roadmap), other);
  });

  it('carries every kind of progress', () => {
    let record = setValue(nothing, 'status', 'r:old', 'done', at(1));
    record = setValue(record, 'proof', 'r:old', { state: 'verified', at: 1, hash: 'h' }, at(1));
    record = setValue(record, 'mark', 'r:old@2026-01-01', true, at(1));
    record = setValue(record, 'resource', 'r:old', { status: 'doing', place: 'chapter 3' }, at(1));
    record = setValue(record, 'owned', 'r:old', true, at(1));
    record = setValue(record, 'spent', 'r:old', 14.99, at(1));
    record = setValue(record, 'replaced', 'r:old', 'https://example.org/', at(1));
    record = setValue(record, 'link', 'r:old-section/k1', { title: 'Mine', url: 'https://example.org/' }, at(1));
    record = addToCounter(record, 'r:old', 7, at(1));
    const carried = carryAliases(record, roadmap);
    assert.equal(valueOf(carried, 'status', 'r:new'), 'done');
    assert.equal(valueOf(carried, 'proof', 'r:new')?.state, 'verified');
    assert.equal(valueOf(carried, 'mark', 'r:new@2026-01-01'), true);
    assert.equal(valueOf(carried, 'resource', 'r:new')?.place, 'chapter 3');
    assert.equal(valueOf(carried, 'owned', 'r:new'), true);
    assert.equal(valueOf(carried, 'spent', 'r:new'), 14.99);
    assert.equal(valueOf(carried, 'replaced', 'r:new'), 'https://example.org/');
    assert.deepEqual([...valuesOf(carried, 'link').keys()], ['r:old-section/k1', 'r:section/k1']);
    assert.equal(countOf(carried, 'r:new'), 7);
  });

  it('keeps a choice whose group, or whose children, were renamed', () => {
    for (const [key, child] of [
      ['r:old-group', 'child'],
      ['r:group', 'old-child'],
      ['r:old-group', 'old-child'],
    ] as const) {
      const record = carryAliases(setValue(nothing, 'choice', key, [child], at(1)), roadmap);
      assert.deepEqual(chosenOf(record, 'r', group), ['child']);
    }
    const again = setValue(
      carryAliases(setValue(nothing, 'choice', 'r:group', ['old-child'], at(1)), roadmap),
      'choice',
      'r:group',
      ['other'],
      at(1),
    );
    assert.deepEqual(chosenOf(carryAliases(again, roadmap), 'r', group), ['other']);
  });

  it('lets what was done last win, under whichever name', () => {
    const record = setValue(setValue(nothing, 'status', 'r:new', 'done', at(5)), 'status', 'r:old', 'skipped', at(9));
    assert.equal(valueOf(carryAliases(record, roadmap), 'status', 'r:new'), 'skipped');
    const other = setValue(setValue(nothing, 'status', 'r:new', 'done', at(9)), 'status', 'r:old', 'skipped', at(5));
    assert.equal(valueOf(carryAliases(other, roadmap), 'status', 'r:new'), 'done');
  });

  it('comes to the same whether done before or after joining, once or twice', () => {
    const key = fc.constantFrom('old', 'new', 'old-child', 'old-group', 'group');
    const step = fc.tuple(
      key,
      fc.constantFrom('done' as const, 'skipped' as const),
      fc.nat(20),
      fc.constantFrom('child', 'old-child', 'other'),
      fc.nat(3),
    );
    const history = fc.array(step, { maxLength: 8 });
    const record = (
      steps: readonly (readonly [string, 'done' | 'skipped', number, string, number])[],
      session: string,
    ): ProgressRecord =>
      steps.reduce((before, [id, status, now, child, count], index) => {
        // Never in the same millisecond: there a carried choice, a step later than its source, may win over another window's.
        const moment = at(now * 20 + index + (session === 'bbbb' ? 10 : 0), session);
        const ticked = setValue(before, 'status', `r:${id}`, status, moment);
        return addToCounter(
          id.endsWith('group') ? setValue(ticked, 'choice', `r:${id}`, [child], moment) : ticked,
          `r:${id}`,
          count,
          moment,
        );
      }, nothing);
    const carry = (one: ProgressRecord) => carryAliases(one, roadmap);
    fc.assert(
      fc.property(history, history, (left, right) => {
        const [a, b] = [record(left, 'aaaa'), record(right, 'bbbb')];
        const both = carry(merge(a, b));
        assert.deepEqual(carry(both), both);
        assert.deepEqual(carry(merge(carry(a), b)), both);
        assert.deepEqual(carry(merge(carry(a), carry(b))), both);
        assert.deepEqual(carry(merge(b, a)), both);
      }),
      { numRuns: 300 },
    );
  }).timeout(20_000);
});

describe('goneItems', () => {
  it('lists what has progress and is in the roadmap no more, by any kind of progress', () => {
    let record = setValue(nothing, 'status', 'r:gone', 'done', at(1));
    record = setValue(record, 'status', 'r:here', 'done', at(1));
    record = setValue(record, 'status', 'r:old', 'done', at(1));
    record = setValue(record, 'status', 'other:gone', 'done', at(1));
    record = setValue(setValue(record, 'status', 'r:undone', 'done', at(1)), 'status', 'r:undone', null, at(2));
    record = setValue(record, 'mark', 'r:daily@2026-01-01', true, at(1));
    record = addToCounter(record, 'r:counted', 1, at(1));
    assert.deepEqual(goneItems(record, roadmap, new Set(['here'])), ['counted', 'daily', 'gone']);
  });
});

import assert from 'node:assert/strict';
import { emptyRecord } from '../../../src/learning/progress/record.ts';
import { setValue } from '../../../src/learning/progress/registers.ts';
import { roadmapSchema, type Roadmap } from '../../../src/learning/roadmap/schema.ts';
import { setRule } from '../../../src/learning/time/rules.ts';
import { wishSchema } from '../../../src/protocol.ts';
import { initialAnswers, problemsOf, wishOf, type SetupAnswers } from '../../../src/webview/pages/setup/setupForm.ts';

const today = '2026-11-20';
const moment = { now: 1, session: 'test' };
const nothing = emptyRecord('r');
const stated = roadmap({ commitment: { text: '2 hours a day', minutesPerDay: [120, 180], daysPerWeek: 3 } });
const silent = roadmap({ commitment: { text: 'Not stated' } });

describe('The set-up form', () => {
  it('begins with today, the days and the least time that the roadmap asks for', () => {
    assert.deepEqual(initialAnswers(nothing, stated, today), {
      start: today,
      days: ['1', '2', '3'],
      known: [],
      minutes: '120',
      per: 'day',
    });
  });

  it('leaves the goal open where the roadmap is silent, and takes Monday to Friday', () => {
    assert.deepEqual(initialAnswers(nothing, silent, today), {
      start: today,
      days: ['1', '2', '3', '4', '5'],
      known: [],
      minutes: '',
      per: 'day',
    });
  });

  it('takes the weekdays that the timetable names, without those of rest', () => {
    const named = roadmap({
      commitment: { text: 'some' },
      schedules: [
        {
          title: 'Week',
          blocks: [
            { label: 'a', text: 'a', weekdays: ['tuesday', 'sunday'] },
            { label: 'b', text: 'b', weekdays: ['monday'], kind: 'rest' },
          ],
        },
      ],
    });
    assert.deepEqual(initialAnswers(nothing, named, today).days, ['2', '7']);
  });

  it('begins with what the learner said before', () => {
    let record = setValue(nothing, 'start', stated.id, '2026-01-05', moment);
    record = setValue(record, 'week', stated.id, [2, 4], moment);
    record = setRule(record, 'goal', { minutes: 300, per: 'week' }, '2026-01-05', moment);
    assert.deepEqual(initialAnswers(record, stated, today), {
      start: '2026-01-05',
      days: ['2', '4'],
      known: [],
      minutes: '300',
      per: 'week',
    });
  });

  it('takes the rest days of another roadmap over', () => {
    const record = setRule(nothing, 'restDays', [1, 2, 3, 4], '2026-01-05', moment);
    assert.deepEqual(initialAnswers(record, stated, today).days, ['5', '6', '7']);
  });

  it('says what is not right yet', () => {
    const good: SetupAnswers = { start: today, days: ['1'], known: [], minutes: '', per: 'day' };
    assert.deepEqual(problemsOf(good), []);
    assert.equal(problemsOf({ ...good, start: '' }).length, 1);
    assert.equal(problemsOf({ ...good, days: [] }).length, 1);
    for (const minutes of ['0', '-5', '1.5', '1441', 'x'])
      assert.equal(problemsOf({ ...good, minutes }).length, 1, minutes);
  });

  it('comes to a wish that the editor accepts: the week in order, the other days as rest days, known phases in theirs', () => {
    const wish = wishOf(stated, {
      start: '2026-12-01',
      days: ['5', '1'],
      known: ['p2', 'p1', 'gone'],
      minutes: '60',
      per: 'day',
    });
    assert.deepEqual(wishSchema.parse(wish), {
      type: 'follow',
      roadmap: 'a',
      start: '2026-12-01',
      week: [1, 5],
      restDays: [2, 3, 4, 6, 7],
      goal: { minutes: 60, per: 'day' },
      known: ['p1', 'p2'],
    });
  });

  it('leaves the goal to the roadmap where its own was kept, or none was given', () => {
    const answers = initialAnswers(nothing, stated, today);
    assert.equal(goalIn(wishOf(stated, answers)), null);
    assert.equal(goalIn(wishOf(stated, { ...answers, minutes: '' })), null);
    assert.equal(goalIn(wishOf(silent, initialAnswers(nothing, silent, today))), null);
  });

  it('sends a goal of the learner, also one that was set before', () => {
    const answers = initialAnswers(nothing, stated, today);
    assert.deepEqual(goalIn(wishOf(stated, { ...answers, per: 'week' })), { minutes: 120, per: 'week' });
    const record = setRule(nothing, 'goal', { minutes: 45, per: 'day' }, '2026-01-05', moment);
    assert.deepEqual(goalIn(wishOf(stated, initialAnswers(record, stated, today))), { minutes: 45, per: 'day' });
  });
});

function goalIn(wish: ReturnType<typeof wishOf>): unknown {
  return 'goal' in wish ? wish.goal : undefined;
}

function roadmap(parts: Partial<Roadmap>): Roadmap {
  const phase = (number: number) => ({
    id: `p${number}`,
    number,
    title: 'P',
    when: { unit: 'week', from: number, to: number, text: 'W' },
    outcomes: [],
    intro: [],
    notes: [],
    facts: [],
    sections: [],
  });
  return roadmapSchema.parse({
    id: 'a',
    title: 'A',
    summary: 'A',
    roles: ['r'],
    length: { text: '2 weeks', weeks: [2, 2] },
    facts: [],
    stack: [],
    rules: [],
    levels: [],
    schedules: [],
    milestones: [],
    tracker: [],
    remarks: [],
    phases: [phase(1), phase(2)],
    library: [],
    shelf: [],
    aliases: {},
    ...parts,
  });
}

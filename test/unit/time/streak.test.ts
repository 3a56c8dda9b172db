import assert from 'node:assert/strict';
import { markDay } from '../../../src/learning/progress/changes.ts';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { setValue } from '../../../src/learning/progress/registers.ts';
import { addMinutes } from '../../../src/learning/time/buckets.ts';
import { addDays } from '../../../src/learning/time/day.ts';
import { goalOf } from '../../../src/learning/time/goal.ts';
import { readRules, setRule } from '../../../src/learning/time/rules.ts';
import { streakOf } from '../../../src/learning/time/streak.ts';

/** A Monday. */
const monday = '2026-06-01';
const moment = { now: 1_000, session: 'aaaa' };

/** Noon UTC of a day, in epoch minutes. */
const noonOf = (label: string) => Date.parse(`${label}T12:00Z`) / 60_000;
const study = (record: ProgressRecord, label: string, minutes: number) =>
  addMinutes(record, label, { source: 'measured', kind: 'building' }, [[noonOf(label), noonOf(label) + minutes]]);

/**
 * Days from that Monday on: `#` 30 minutes, `-` 29 minutes, `v` an item verified, `e` an exercise finished, `.` nothing.
 * Blanks are for the eye.
 */
function record(days: string): ProgressRecord {
  return Array.from(days.replaceAll(' ', '')).reduce((before, sign, index) => {
    const label = addDays(monday, index);
    if (sign === '#') return study(before, label, 30);
    if (sign === '-') return study(before, label, 29);
    if (sign === 'v') return markDay(before, label, 'verified');
    if (sign === 'e') return markDay(before, label, 'exercise');
    return before;
  }, emptyRecord('x'));
}

/** States as one sign each: `#` study, `r` rest, `p` paused, `s` spare, `t` travel, `o` open, `x` missed. */
const signs = { study: '#', rest: 'r', paused: 'p', spare: 's', travel: 't', open: 'o', missed: 'x' } as const;
const shown = (of: ProgressRecord, today: string) =>
  streakOf(of, today)
    .days.map(({ state }) => signs[state])
    .join('');
const todayOf = (days: string) => addDays(monday, days.replaceAll(' ', '').length - 1);

interface Row {
  readonly why: string;
  readonly days: string;
  readonly states: string;
  readonly current: number;
  readonly longest: number;
  readonly spare: number;
  readonly untilSpare: number;
  /** What is changed before looking. */
  readonly but?: (record: ProgressRecord) => ProgressRecord;
}

const rest = (weekdays: readonly number[], from: number) => (before: ProgressRecord) =>
  setRule(before, 'restDays', weekdays, addDays(monday, from), moment);
const pause = (from: number, to: number | 'open') => (before: ProgressRecord) =>
  setValue(before, 'pause', addDays(monday, from), to === 'open' ? 'open' : addDays(monday, to), moment);
const correct = (day: number, minutes: number) => (before: ProgressRecord) =>
  setValue(before, 'correction', addDays(monday, day), { minutes, note: '' }, moment);

const rows: readonly Row[] = [
  { why: 'nothing yet: today is open', days: '.', states: 'o', current: 0, longest: 0, spare: 0, untilSpare: 7 },
  {
    why: 'thirty minutes make a day, 29 do not',
    days: '#-',
    states: '#o',
    current: 1,
    longest: 1,
    spare: 0,
    untilSpare: 6,
  },
  {
    why: 'a verified item makes a day, and so does an exercise',
    days: 've',
    states: '##',
    current: 2,
    longest: 2,
    spare: 0,
    untilSpare: 5,
  },
  {
    why: 'today is open and breaks nothing',
    days: '###.',
    states: '###o',
    current: 3,
    longest: 3,
    spare: 0,
    untilSpare: 4,
  },
  { why: 'a missed day ends it', days: '###.#', states: '###x#', current: 1, longest: 3, spare: 0, untilSpare: 6 },
  {
    why: 'days before the first study day are no missed days',
    days: '..-#',
    states: '#',
    current: 1,
    longest: 1,
    spare: 0,
    untilSpare: 6,
  },
  {
    why: 'rest days never break it',
    days: '##### .. #',
    states: '#####rr#',
    current: 6,
    longest: 6,
    spare: 0,
    untilSpare: 1,
    but: rest([6, 7], 0),
  },
  {
    why: 'study on a rest day counts',
    days: '##### #. #',
    states: '######r#',
    current: 7,
    longest: 7,
    spare: 1,
    untilSpare: 7,
    but: rest([6, 7], 0),
  },
  {
    why: 'a rest day that is set later does not rewrite history',
    days: '##### .. ##### .. #',
    states: '#####xx#####rr#',
    current: 6,
    longest: 6,
    spare: 0,
    untilSpare: 1,
    but: rest([6, 7], 7),
  },
  {
    why: 'rest days that end leave the earlier ones as they were',
    days: '##### .. ##### ..',
    states: '#####rr#####so',
    current: 10,
    longest: 10,
    spare: 0,
    untilSpare: 4,
    but: (before) => rest([], 7)(rest([6, 7], 0)(before)),
  },
  {
    why: 'seven study days earn a spare day',
    days: '#######',
    states: '#######',
    current: 7,
    longest: 7,
    spare: 1,
    untilSpare: 7,
  },
  {
    why: 'a spare day covers one missed day',
    days: '#######.#',
    states: '#######s#',
    current: 8,
    longest: 8,
    spare: 0,
    untilSpare: 6,
  },
  {
    why: 'one spare day covers no second missed day',
    days: '#######..#',
    states: '#######sx#',
    current: 1,
    longest: 7,
    spare: 0,
    untilSpare: 6,
  },
  {
    why: 'two spare days cover two missed days',
    days: '####### ####### ..#',
    states: '##############ss#',
    current: 15,
    longest: 15,
    spare: 0,
    untilSpare: 6,
  },
  {
    why: 'but not three',
    days: '####### ####### ...#',
    states: '##############ssx#',
    current: 1,
    longest: 14,
    spare: 0,
    untilSpare: 6,
  },
  {
    why: 'more than two are never held',
    days: '####### ####### #######',
    states: '#####################',
    current: 21,
    longest: 21,
    spare: 2,
    untilSpare: 0,
  },
  {
    why: 'a spare day is not a study day and earns nothing',
    days: '#######.######',
    states: '#######s######',
    current: 13,
    longest: 13,
    spare: 0,
    untilSpare: 1,
  },
  {
    why: 'an open today uses no spare day yet',
    days: '#######.',
    states: '#######o',
    current: 7,
    longest: 7,
    spare: 1,
    untilSpare: 7,
  },
  {
    why: 'a missed day starts the count towards a spare day afresh',
    days: '######.######',
    states: '######x######',
    current: 6,
    longest: 6,
    spare: 0,
    untilSpare: 1,
  },
  {
    why: 'a closed pause keeps it',
    days: '##....#',
    states: '##pppp#',
    current: 3,
    longest: 3,
    spare: 0,
    untilSpare: 4,
    but: pause(2, 5),
  },
  {
    why: 'an open pause keeps it up to today',
    days: '##....',
    states: '##pppp',
    current: 2,
    longest: 2,
    spare: 0,
    untilSpare: 5,
    but: pause(2, 'open'),
  },
  {
    why: 'the day after a pause has to be studied again',
    days: '##...',
    states: '##ppo',
    current: 2,
    longest: 2,
    spare: 0,
    untilSpare: 5,
    but: pause(2, 3),
  },
  {
    why: 'study in a pause counts',
    days: '##.#.',
    states: '##p#p',
    current: 3,
    longest: 3,
    spare: 0,
    untilSpare: 4,
    but: pause(2, 'open'),
  },
  {
    why: 'a correction can make a day',
    days: '#-#',
    states: '###',
    current: 3,
    longest: 3,
    spare: 0,
    untilSpare: 4,
    but: correct(1, 45),
  },
  {
    why: 'a correction can make a day where nothing was measured',
    days: '#.#',
    states: '###',
    current: 3,
    longest: 3,
    spare: 0,
    untilSpare: 4,
    but: correct(1, 45),
  },
  {
    why: 'a correction can unmake a day',
    days: '###',
    states: '#x#',
    current: 1,
    longest: 1,
    spare: 0,
    untilSpare: 6,
    but: correct(1, 5),
  },
  {
    why: 'a minimum that is raised later does not rewrite history',
    days: '###.',
    states: '##xo',
    current: 0,
    longest: 2,
    spare: 0,
    untilSpare: 7,
    but: (before) => setRule(before, 'minimum', 45, addDays(monday, 2), moment),
  },
  {
    why: 'the longest stays when a new one begins',
    days: '#####.##',
    states: '#####x##',
    current: 2,
    longest: 5,
    spare: 0,
    untilSpare: 5,
  },
];

describe('streak', () => {
  for (const { why, days, states, current, longest, spare, untilSpare, but } of rows) {
    it(`${days.padEnd(22)} → ${states}: ${why}`, () => {
      const looked = but ? but(record(days)) : record(days);
      const today = todayOf(days);
      assert.equal(shown(looked, today), states);
      const streak = streakOf(looked, today);
      assert.deepEqual(
        { current: streak.current, longest: streak.longest, spare: streak.spare, untilSpare: streak.untilSpare },
        { current, longest, spare, untilSpare },
      );
    });
  }

  it('says what today still needs', () => {
    const left = (days: string, but = (before: ProgressRecord) => before) =>
      streakOf(but(record(days)), todayOf(days)).today;
    assert.equal(left('#.').minutesLeft, 30);
    assert.equal(left('#-').minutesLeft, 1);
    assert.equal(left('##').minutesLeft, 0);
    assert.equal(left('#v').minutesLeft, 0);
    const noMinimum = (before: ProgressRecord) => setRule(before, 'minimum', 0, monday, moment);
    assert.deepEqual([left('#.', noMinimum).state, left('#.', noMinimum).minutesLeft], ['open', 1]);
    assert.equal(left('#.', correct(1, 29.5)).minutesLeft, 1);
  });

  it('knows nothing of days that are still to come', () => {
    const ahead = study(record('##'), addDays(monday, 5), 60);
    assert.equal(streakOf(ahead, addDays(monday, 1)).current, 2);
  });

  describe('on a flight over the date line', () => {
    const at = (before: ProgressRecord, label: string, instant: string) => {
      const minute = Date.parse(instant) / 60_000;
      return addMinutes(before, label, { source: 'measured', kind: 'building' }, [[minute, minute + 30]]);
    };

    it('misses no day that the flight cut short', () => {
      // Los Angeles, Monday 23:00, then Tokyo, Wednesday 10:00: 18 hours later.
      const flown = at(at(emptyRecord('x'), monday, '2026-06-02T06:00Z'), addDays(monday, 2), '2026-06-03T01:00Z');
      assert.equal(shown(flown, addDays(monday, 2)), '#t#');
      assert.equal(streakOf(flown, addDays(monday, 2)).current, 2);
    });

    it('but a late evening and an early morning two days later have a missed day between them', () => {
      // Berlin, Monday 23:00 to Wednesday 08:00: 32 and a half hours.
      const stayed = at(at(emptyRecord('x'), monday, '2026-06-01T21:00Z'), addDays(monday, 2), '2026-06-03T06:00Z');
      assert.equal(shown(stayed, addDays(monday, 2)), '#x#');
    });

    it('counts a date that comes twice once', () => {
      // Tokyo, Tuesday, then Honolulu where it is Monday again, and Tuesday.
      const back = at(
        at(at(emptyRecord('x'), addDays(monday, 1), '2026-06-02T03:00Z'), monday, '2026-06-02T08:00Z'),
        addDays(monday, 1),
        '2026-06-02T20:00Z',
      );
      assert.equal(streakOf(back, addDays(monday, 1)).current, 2);
    });
  });
});

describe('rules', () => {
  it('go back to the default from a day on, and not to the rule before', () => {
    const goal = { minutes: 90, per: 'day' } as const;
    const own = setRule(emptyRecord('x'), 'goal', goal, monday, moment);
    const none = setRule(own, 'goal', null, addDays(monday, 7), moment);
    assert.deepEqual(readRules(none)(addDays(monday, 6)).goal, goal);
    assert.equal(readRules(none)(addDays(monday, 7)).goal, undefined);
    assert.deepEqual(readRules(setRule(none, 'goal', goal, addDays(monday, 7), moment))(addDays(monday, 8)).goal, goal);
  });

  it('are not stored where the default is asked for and holds', () => {
    const record = emptyRecord('x');
    assert.equal(setRule(record, 'goal', null, monday, moment), record);
  });
});

describe('the goal', () => {
  const day = (label: string, minutes: number) => (before: ProgressRecord) => study(before, label, minutes);

  it('counts the minutes of today, or of the week since Monday', () => {
    const filled = [day(addDays(monday, -1), 90), day(monday, 20), day(addDays(monday, 2), 25)].reduce(
      (before, fill) => fill(before),
      emptyRecord('x'),
    );
    const today = addDays(monday, 2);
    assert.deepEqual(goalOf(filled, undefined, today), { goal: undefined, per: 'day', from: 'nobody', minutes: 25 });
    const weekly = setRule(filled, 'goal', { minutes: 300, per: 'week' }, today, moment);
    assert.deepEqual(goalOf(weekly, undefined, today), { goal: 300, per: 'week', from: 'learner', minutes: 45 });
    assert.equal(goalOf(correct(0, 60)(weekly), undefined, today).minutes, 85);
  });
});

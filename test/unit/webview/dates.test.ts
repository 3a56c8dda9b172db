import assert from 'node:assert/strict';
import { formatDay, formatDays, formatMonth, weekdayName } from '../../../src/webview/dates.ts';

describe('Dates in the panel', () => {
  it('are written the way of the locale', () => {
    assert.equal(formatDay('2026-11-20', 'en-GB'), '20 Nov 2026');
    assert.equal(formatDay('2026-11-20', 'de'), '20. Nov. 2026');
    assert.equal(formatMonth('2026-11-01', 'en'), 'November 2026');
  });

  it('name each month once in a range', () => {
    assert.match(formatDays({ from: '2026-11-01', to: '2026-11-30' }, 'en-GB'), /^1\s?–\s?30 Nov 2026$/u);
  });

  it('count weekdays from Monday', () => {
    assert.deepEqual(
      [1, 7].map((day) => weekdayName(day, 'en')),
      ['Monday', 'Sunday'],
    );
    assert.equal(weekdayName(3, 'en', 'short'), 'Wed');
  });

  it('are written in English where the locale is none', () => {
    assert.equal(formatMonth('2026-11-01', 'no_locale!'), 'November 2026');
    assert.equal(formatMonth('2026-11-01', ''), 'November 2026');
  });
});

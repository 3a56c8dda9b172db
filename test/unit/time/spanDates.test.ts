import assert from 'node:assert/strict';
import { addMonths, spanDates } from '../../../src/learning/time/spanDates.ts';

describe('The dates of a span', () => {
  it('count weeks from the first day, both ends included', () => {
    assert.deepEqual(spanDates('2026-11-20', { unit: 'week', from: 1, to: 2, text: 'Weeks 1–2' }), {
      from: '2026-11-20',
      to: '2026-12-03',
    });
    assert.deepEqual(spanDates('2026-11-20', { unit: 'week', from: 3, to: 3, text: 'Week 3' }), {
      from: '2026-12-04',
      to: '2026-12-10',
    });
  });

  it('count months by the calendar', () => {
    assert.deepEqual(spanDates('2026-11-20', { unit: 'month', from: 2, to: 3, text: 'Months 2–3' }), {
      from: '2026-12-20',
      to: '2027-02-19',
    });
  });

  it('follow each other without a gap, whatever day the roadmap was begun on', () => {
    for (const start of ['2026-01-31', '2024-02-29', '2026-12-30', '2027-03-01']) {
      for (let month = 1; month < 14; month += 1) {
        const end = spanDates(start, { unit: 'month', from: month, to: month, text: '' }).to;
        const next = spanDates(start, { unit: 'month', from: month + 1, to: month + 1, text: '' }).from;
        assert.equal(Date.parse(next) - Date.parse(end), 86_400_000, `${start}: ${end} ${next}`);
      }
    }
  });

  it('end on the last day of a month that is shorter', () => {
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2026-01-31', 13), '2027-02-28');
    assert.equal(addMonths('2027-01-31', 13), '2028-02-29');
    assert.equal(addMonths('2026-10-31', 2), '2026-12-31');
  });
});

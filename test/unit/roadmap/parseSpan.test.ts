import assert from 'node:assert/strict';
import { parseSpan } from '../../../src/learning/roadmap/parseSpan.ts';

describe('A span of time', () => {
  const good = {
    'Weeks 1–6': { unit: 'week', from: 1, to: 6, text: 'Weeks 1–6' },
    'Weeks 1-6': { unit: 'week', from: 1, to: 6, text: 'Weeks 1–6' },
    'weeks 7 — 12': { unit: 'week', from: 7, to: 12, text: 'Weeks 7–12' },
    'Week 12': { unit: 'week', from: 12, to: 12, text: 'Week 12' },
    ' Months 1–2 ': { unit: 'month', from: 1, to: 2, text: 'Months 1–2' },
    'Month 3': { unit: 'month', from: 3, to: 3, text: 'Month 3' },
    'Weeks 4–4': { unit: 'week', from: 4, to: 4, text: 'Week 4' },
  };
  for (const [text, span] of Object.entries(good)) {
    it(`is read from “${text}”`, () => assert.deepEqual(parseSpan(text), span));
  }

  for (const text of [
    '',
    'Weaks 1–4',
    'Week',
    'Weeks one to two',
    'Day 3',
    'Week 1.5',
    'Weeks 1–4 and 6',
    'Week -1',
    'Week 12345',
  ]) {
    it(`is not read from “${text}”, and the answer shows how to write one`, () => {
      assert.deepEqual(parseSpan(text), {
        problem: `“${text}” is no span. Write “Weeks 1–4”, “Week 12”, “Months 1–2” or “Month 3”.`,
      });
    });
  }

  it('never runs backwards', () => {
    assert.deepEqual(parseSpan('Months 8-5'), {
      problem: '“Months 8-5” runs backwards. Write “Months 5–8”, or mend the figures.',
    });
  });

  it('begins at 1', () => {
    assert.deepEqual(parseSpan('Weeks 0–3'), { problem: '“Weeks 0–3” begins at 0. Count weeks from 1.' });
  });
});

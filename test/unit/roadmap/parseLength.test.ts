import assert from 'node:assert/strict';
import { parseLength } from '../../../src/learning/roadmap/parseLength.ts';

describe('The length of a resource', () => {
  const certain = {
    '~2 hours': 120,
    '22+ hours': 1320,
    '22+ hours of hands-on content': 1320,
    '15+ hours': 900,
    '1h 17m': 77,
    '1 hour 30 minutes': 90,
    '1 h and 5 min': 65,
    '3 h': 180,
    '1.5 hours': 90,
    '45 min': 45,
    'about 90 minutes': 90,
  };
  for (const [text, minutes] of Object.entries(certain)) {
    it(`is ${minutes} minutes for “${text}”`, () => assert.equal(parseLength(text), minutes));
  }

  const unsure = [
    '4-5 hours/week for 8 weeks',
    '3 hours/week',
    '2–3 h',
    '300 pages',
    '12 weeks',
    'long',
    '',
    '0 h',
    '2 hours a day',
    '5 h, 20 exercises',
  ];
  for (const text of unsure) {
    it(`is left out for “${text}”`, () => assert.equal(parseLength(text), undefined));
  }
});

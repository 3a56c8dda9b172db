import assert from 'node:assert/strict';
import fc from 'fast-check';
import { idSchema } from '../../../src/learning/idSchema.ts';
import { slugOf } from '../../../src/learning/roadmap/slugOf.ts';

describe('An id made from words', () => {
  const slugs = {
    Types: 'types',
    'Sign up & sign in': 'sign-up-and-sign-in',
    'C, C++ and C#': 'c-c-plus-plus-and-c-sharp',
    'Café Größe': 'cafe-grosse',
    'Łódź, Ærø': 'lodz-aero',
    "Don't repeat yourself": 'dont-repeat-yourself',
    日本: 'u65e5-u672c',
    'ﬁne ½': 'fine-1-2',
    '--- ! ---': 'unnamed',
    '😀': 'unnamed',
  };
  for (const [words, slug] of Object.entries(slugs)) {
    it(`is “${slug}” for “${words}”`, () => assert.equal(slugOf(words), slug));
  }

  it('is an id for any words', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (words) => idSchema.safeParse(slugOf(words)).success));
  });
});

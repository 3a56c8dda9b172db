import assert from 'node:assert/strict';
import { followedIds } from '../../../src/learning/progress/followedIds.ts';
import { emptyRecord } from '../../../src/learning/progress/record.ts';
import { setValue } from '../../../src/learning/progress/registers.ts';

const moment = { now: 1, session: 'aaaa' };

describe('The followed roadmaps', () => {
  let record = emptyRecord('x');
  record = setValue(record, 'follow', 'newest', '2026-03-01', moment);
  record = setValue(record, 'follow', 'twin', '2026-01-01', moment);
  record = setValue(record, 'follow', 'oldest', '2026-01-01', moment);

  it('stand in the order in which they were begun', () => {
    assert.deepEqual(followedIds(record), ['oldest', 'twin', 'newest']);
  });

  it('begin with the current one, if it is still followed', () => {
    assert.deepEqual(followedIds(setValue(record, 'current', 'roadmap', 'newest', moment)), [
      'newest',
      'oldest',
      'twin',
    ]);
    assert.deepEqual(followedIds(setValue(record, 'current', 'roadmap', 'left', moment)), ['oldest', 'twin', 'newest']);
  });
});

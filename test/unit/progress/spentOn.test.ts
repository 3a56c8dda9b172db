import assert from 'node:assert/strict';
import { compileRoadmaps } from '../../../scripts/compileRoadmaps.ts';
import { keyOf, resourceProgress } from '../../../src/learning/progress/progress.ts';
import { emptyRecord } from '../../../src/learning/progress/record.ts';
import { setValue } from '../../../src/learning/progress/registers.ts';
import { spentOn } from '../../../src/learning/progress/spentOn.ts';
import { resourcesOf } from '../../../src/learning/roadmap/walk.ts';

const moment = { now: 1, session: 'aaaa' };

describe('Money spent', () => {
  it('is the sum over the resources of one roadmap, wherever they stand in it', async () => {
    const roadmap = (await compileRoadmaps()).find(({ id }) => id === 'backend-first-senior');
    assert.ok(roadmap);
    const [first, ...others] = resourcesOf(roadmap).map(({ id }) => keyOf(roadmap.id, id));
    const last = others.at(-1);
    assert.ok(first !== undefined && last !== undefined);
    const nothing = emptyRecord('x');
    assert.equal(spentOn(nothing, roadmap), 0);
    let record = setValue(nothing, 'spent', first, 12.5, moment);
    record = setValue(record, 'spent', last, 30, moment);
    record = setValue(record, 'spent', 'elsewhere:book', 99, moment);
    assert.equal(spentOn(record, roadmap), 42.5);
    assert.equal(spentOn(setValue(record, 'spent', first, null, moment), roadmap), 30);
  });

  it('is told apart from nothing spent', () => {
    const nothing = emptyRecord('x');
    assert.equal(resourceProgress(nothing, 'r', 'book').spent, undefined);
    assert.equal(resourceProgress(setValue(nothing, 'spent', 'r:book', 0, moment), 'r', 'book').spent, 0);
  });
});

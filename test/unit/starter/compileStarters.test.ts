import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compileStarters, writeStarters } from '../../../scripts/compileStarters.ts';
import { hashOf } from '../../../src/storage/projectFiles.ts';

describe('compileStarters', function () {
  this.timeout(15_000);

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const starter = {
    id: 'small',
    version: 1,
    title: 'Small',
    summary: 'A small starter.',
    roadmap: 'my-roadmap',
    section: 'p1.small',
    folder: 'small',
    needs: {},
    base: 'plain',
    parts: ['extra'],
    expect: { install: 0, checks: 1 },
    checks: [
      { id: 'one', items: ['p1.one'], kind: 'automatic', title: 'One works', hints: ['a', 'b', 'c'] },
      { id: 'live', items: [], kind: 'evidence', title: 'It is live', hints: [] },
    ],
  };
  const sound: Readonly<Record<string, string>> = {
    'small/starter.json': JSON.stringify(starter),
    'small/files/README.md': '# Small\n',
    'small/files/node_modules/left/index.js': 'left over from trying it in place',
    'small/checks/one.check.ts': `import test from 'node:test';\nconst check = (id: string, run: () => void) => test(STARTER.checks[0].title + ' [' + id + ']', run);\ncheck('one', () => {});\n`,
    'bases/plain/.gitignore': 'node_modules/\n',
    'parts/extra/tools/run.sh': 'echo\n',
  };
  const write = async (files: Readonly<Record<string, string>>) => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  };
  const problemsWith = async (files: Readonly<Record<string, string>>) => {
    await write({ ...sound, ...files });
    return (await compileStarters(undefined, folder)).problems;
  };

  it('lays base, parts and files together, with hashes and the executable bit', async () => {
    await write(sound);
    await chmod(join(folder, 'parts/extra/tools/run.sh'), 0o755);
    const { starters, problems } = await compileStarters(undefined, folder);
    assert.deepEqual(problems, []);
    assert.deepEqual(starters[0]?.compiled.files, [
      { path: '.gitignore', content: 'node_modules/\n', hash: hashOf('node_modules/\n') },
      { path: 'README.md', content: '# Small\n', hash: hashOf('# Small\n') },
      { path: 'tools/run.sh', content: 'echo\n', hash: hashOf('echo\n'), executable: true },
    ]);
  });

  it('writes an index for lists, and checks that run by themselves under the titles of starter.json', async () => {
    await write(sound);
    const out = join(folder, 'dist');
    await writeStarters(out, folder).finally(() => rm(join(folder, 'small'), { recursive: true }));
    const index: unknown = JSON.parse(await readFile(join(out, 'index.json'), 'utf8'));
    const { id, version, title, summary, roadmap, section, folder: name, needs, expect, checks } = starter;
    assert.deepEqual(index, [{ id, version, title, summary, roadmap, section, folder: name, needs, expect, checks }]);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--test-reporter=tap',
      join(out, 'small', 'checks.mjs'),
    ]);
    assert.match(stdout, /^ok 1 - One works \[one\]$/m);
  });

  it('names both places of a path that comes twice', async () => {
    assert.deepEqual(await problemsWith({ 'small/files/.gitignore': 'mine\n' }), [
      'Starter small: .gitignore is in base plain and in files; one path may come from one place only.',
    ]);
  });

  it('finds paths that differ in case between base and files', async () => {
    assert.deepEqual(await problemsWith({ 'bases/plain/readme.md': 'x\n' }), [
      'Starter small: readme.md and README.md are one file on Windows and macOS.',
    ]);
  });

  it('refuses paths that a learner’s computer would refuse, and Waymark’s own folder', async () => {
    const problems = await problemsWith({ 'small/files/aux.txt': 'x\n', 'small/files/.waymark/project.json': '{}\n' });
    assert.equal(problems.length, 2);
    assert.match(
      problems.join('\n'),
      /aux\.txt \(files\) has the part "aux\.txt", which is a reserved name on Windows/,
    );
    assert.match(problems.join('\n'), /\.waymark\/project\.json \(files\) lies in \.waymark/);
  });

  it('refuses carriage returns and what is no text', async () => {
    assert.deepEqual(await problemsWith({ 'small/files/README.md': 'a\r\n' }), [
      'Starter small: README.md has carriage returns; starters use LF.',
    ]);
    await writeFile(join(folder, 'small/files/README.md'), Buffer.from([0xff, 0xfe]));
    assert.deepEqual((await compileStarters(undefined, folder)).problems, [
      'Starter small: README.md is not UTF-8 text.',
    ]);
  });

  it('compares the checks of starter.json with the sources, both ways', async () => {
    const problems = await problemsWith({
      'small/checks/one.check.ts': `check('two', () => {});\ncheck('live', () => {});\ncheck(name, () => {});\n`,
    });
    assert.deepEqual(problems, [
      'Starter small: checks/one.check.ts calls check() without a literal id; the build must be able to read it.',
      `Starter small: The automatic check one has no check('one', …) in checks/.`,
      `Starter small: checks/ has check('two', …), but starter.json has no automatic check of that id.`,
      `Starter small: checks/ has check('live', …), but starter.json has no automatic check of that id.`,
    ]);
  });

  it('finds a check that is written twice, and one without its three hints', async () => {
    const problems = await problemsWith({
      'small/starter.json': JSON.stringify({ ...starter, checks: [{ ...starter.checks[0], hints: ['a'] }] }),
      'small/checks/again.check.ts': `check('one', () => {});\n`,
    });
    assert.deepEqual(problems, [
      `Starter small: checks/ has check('one', …) 2 times.`,
      'Starter small: The automatic check one has 1 hint(s); learners are promised 3.',
    ]);
  });

  it('says what is wrong in starter.json', async () => {
    assert.deepEqual(await problemsWith({ 'small/starter.json': '{' }).then((problems) => problems.length), 1);
    assert.match(
      (await problemsWith({ 'small/starter.json': JSON.stringify({ ...starter, id: 'other' }) })).join(),
      /must be the name of the folder/,
    );
    assert.match(
      (await problemsWith({ 'small/starter.json': JSON.stringify({ ...starter, version: 0 }) })).join(),
      /starter\.json, version: /,
    );
    assert.match(
      (await problemsWith({ 'small/starter.json': JSON.stringify({ ...starter, start: ['node', 'x.js'] }) })).join(),
      /one of start and health without the other/,
    );
    assert.match(
      (
        await problemsWith({
          'small/starter.json': JSON.stringify({ ...starter, start: ['npm', 'start'], health: '/' }),
        })
      ).join(),
      /starts "npm"/,
    );
  });

  it('says so when a starter that was asked for does not exist', async () => {
    await write(sound);
    assert.deepEqual((await compileStarters(['smal'], folder)).problems, [
      'There is no starter "smal" in roadmaps/starters.',
    ]);
  });
});

describe('The starters that ship', function () {
  this.timeout(60_000);

  it('compile without problems', async () => {
    const { starters, problems } = await compileStarters();
    assert.deepEqual(problems, []);
    assert.ok(starters.length > 0);
  });
});

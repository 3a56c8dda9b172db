import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runChecks, type RunChecksOptions } from '../../../src/checks/runChecks.ts';

describe('runChecks', function () {
  this.timeout(30_000);

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
    await mkdir(join(folder, 'Mein [Projekt] ü'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = async (source: string, options: Partial<RunChecksOptions> = {}) => {
    const checksFile = join(folder, 'Mein [Projekt] ü', 'checks.mjs');
    await writeFile(
      checksFile,
      `import test from 'node:test';\nimport { spawn } from 'node:child_process';\nimport { writeFileSync } from 'node:fs';\n${source}`,
    );
    return runChecks({
      node: process.execPath,
      checksFile,
      projectFolder: folder,
      checkIds: ['one', 'two'],
      timeoutMs: 20_000,
      ...options,
    });
  };

  it('runs with the project as the working folder and gives each check its result', async () => {
    const output: string[] = [];
    const result = await run(
      `test('One [one]', () => { writeFileSync('here.txt', process.env.NODE_OPTIONS ?? 'no options'); });
       test('Two [two]', () => { throw new Error('GET / answered 500.'); });`,
      { onOutput: (text) => output.push(text) },
    );
    assert.deepEqual(
      result.results.map(({ checkId, outcome, message }) => [checkId, outcome, message]),
      [
        ['one', 'passed', undefined],
        ['two', 'failed', 'GET / answered 500.'],
      ],
    );
    assert.equal(result.problem, undefined);
    assert.equal(result.cancelled, false);
    assert.equal(await readFile(join(folder, 'here.txt'), 'utf8'), 'no options');
    assert.match(output.join(''), /One \[one\]/);
  });

  it('stops a check that hangs at the time-out, and counts nothing of the run', async () => {
    const result = await run(
      `test('One [one]', () => {}); test('Two [two]', () => new Promise(() => setInterval(() => {}, 1000)));`,
      { timeoutMs: 700 },
    );
    assert.deepEqual(
      result.results.map(({ outcome }) => outcome),
      ['missing', 'missing'],
    );
    assert.match(result.problem ?? '', /did not end within 1 seconds and were stopped/);
  });

  it('counts nothing of a run that was stopped, even where a whole report lies there', async () => {
    const result = await run(
      `const report = process.execArgv.findLast((argument) => argument.includes('destination=')).split('=')[1];
       writeFileSync(report, '<testsuites><testcase name="One [one]"/><testcase name="Two [two]"/></testsuites>');
       setInterval(() => {}, 1000);`,
      { timeoutMs: 700 },
    );
    assert.deepEqual(
      result.results.map(({ outcome }) => outcome),
      ['missing', 'missing'],
    );
  });

  it('says what was printed when the checks crash before the first one', async () => {
    const result = await run(`throw new Error('the crash');`);
    assert.deepEqual(
      result.results.map(({ outcome }) => outcome),
      ['missing', 'missing'],
    );
    assert.match(result.problem ?? '', /report[\s\S]*the crash/);
  });

  it('counts nothing when the process ends in the middle', async () => {
    const result = await run(`test('One [one]', () => {}); test('Two [two]', () => process.exit(0));`);
    assert.deepEqual(
      result.results.filter(({ outcome }) => outcome === 'passed' && result.problem === undefined),
      [],
    );
    assert.notEqual(result.results[1]?.outcome, 'passed');
  });

  it('does not start anything when it was cancelled before', async () => {
    const result = await run(`writeFileSync('started.txt', '');`, { signal: AbortSignal.abort() });
    assert.equal(result.cancelled, true);
    assert.equal(existsSync(join(folder, 'started.txt')), false);
  });

  it('says so when node cannot be started', async () => {
    const result = await run('', { node: join(folder, 'no-node') });
    assert.deepEqual(
      result.results.map(({ outcome }) => outcome),
      ['missing', 'missing'],
    );
    assert.match(result.problem ?? '', /could not start ".*no-node".*Install Node\.js/);
  });

  it('cancels at once, and ends children that have left the group or lost their parent or ignore the question', async function () {
    if (process.platform === 'win32') this.skip();
    const controller = new AbortController();
    const sleeper = `process.on('SIGTERM', () => {}); require('node:fs').appendFileSync('pids.txt', process.pid + ' '); setInterval(() => {}, 1000);`;
    const running = run(
      `const sleeper = ${JSON.stringify(sleeper)};
       // In a group of its own.
       spawn(process.execPath, ['-e', sleeper], { detached: true, stdio: 'ignore' });
       // Its parent ends at once.
       const orphan = 'require("node:child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(sleeper) + '], { detached: true, stdio: "ignore" }).unref()';
       spawn(process.execPath, ['-e', orphan], { stdio: 'ignore' });
       test('One [one]', () => new Promise(() => setInterval(() => {}, 1000)));`,
      { signal: controller.signal },
    );
    const pids = await until(async () => {
      const text = existsSync(join(folder, 'pids.txt')) ? await readFile(join(folder, 'pids.txt'), 'utf8') : '';
      const found = text
        .trim()
        .split(' ')
        .filter((word) => word !== '')
        .map(Number);
      return found.length === 2 ? found : undefined;
    });
    assert.deepEqual(pids.map(isAlive), [true, true]);
    const begin = Date.now();
    controller.abort();
    const result = await running;
    assert.deepEqual(pids.map(isAlive), [false, false]);
    assert.equal(result.cancelled, true);
    assert.equal(result.problem, 'The checks were cancelled.');
    assert.ok(Date.now() - begin < 5_000);
  });

  it('also ends what a finished run has left behind, and its temporary folder', async function () {
    if (process.platform === 'win32') this.skip();
    const result = await run(
      `import { once } from 'node:events';
       test('One [one]', async () => {
         const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
         await once(child.stdout, 'data');
         writeFileSync('pid.txt', String(child.pid));
         writeFileSync('temporary.txt', process.env.WAYMARK_CHECKS_TEMP);
         writeFileSync(process.env.WAYMARK_CHECKS_TEMP + '/left.txt', '');
         child.stdout.destroy();
         child.unref();
       });
       test('Two [two]', () => {});`,
    );
    assert.deepEqual(
      result.results.map(({ outcome }) => outcome),
      ['passed', 'passed'],
    );
    assert.equal(isAlive(Number(await readFile(join(folder, 'pid.txt'), 'utf8'))), false);
    const temporary = await readFile(join(folder, 'temporary.txt'), 'utf8');
    await assert.rejects(readdir(temporary), { code: 'ENOENT' });
  });
});

/** A zombie, which only waits for a parent to take note of its end (in a container perhaps for ever), is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT')) return false;
    throw error;
  }
}

async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const value = await look();
    if (value !== undefined) return value;
    await wait(50);
  }
  throw new Error('It did not happen within 15 seconds.');
}

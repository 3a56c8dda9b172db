// @ts-check
// The floors of the tests, one after the other, and one line with the counts of all of them at the end.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem, atEnd } from './entry.mjs';
import { ensureBuild, ensurePackage } from './prepare.mjs';
import { cleanEnvironment, run, stopTree } from './processes.mjs';
import { ensureHost } from './vscodeHost.mjs';

/** @typedef {import('./testHost.mjs').FloorResult} FloorResult */

const project = fileURLToPath(new URL('..', import.meta.url));
const inProject = (/** @type {string[]} */ ...parts) => path.join(project, ...parts);
const rawCoverage = inProject('coverage', 'raw');
const mocha = inProject('node_modules', 'mocha', 'bin', 'mocha.js');

/** @type {Readonly<Record<string, { title: string, run: (grep?: string) => Promise<FloorResult> }>>} */
const floors = {
  unit: { title: 'Units and content, in plain Node', run: runUnit },
  host: { title: 'Inside a real VS Code', run: runHost },
  ui: { title: "A person's clicks in a real VS Code", run: runUi },
  proof: { title: 'Proof of the starters: one of each base, and what has changed', run: runProof },
};

/**
 * Runs the named floors, or all of them, and gives the exit code.
 * @param {readonly string[]} names
 * @param {string} [grep] only tests whose title matches
 */
export async function runFloors(names, grep) {
  const unknown = names.find((name) => !(name in floors));
  if (unknown !== undefined)
    throw new Problem(`Waymark's tests have no floor "${unknown}", only ${Object.keys(floors).join(', ')}.`);
  const began = performance.now();
  await ensureBuild();
  rmSync(inProject('coverage'), { recursive: true, force: true });
  mkdirSync(rawCoverage, { recursive: true });
  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const lines = [];
  let coverage = '';
  for (const [name, floor] of Object.entries(floors)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const floorBegan = performance.now();
    console.log(`\n── ${floor.title} (${name}) ──`);
    const result = await floor.run(grep).catch(failedFloor);
    // At once after the floors that are measured: packaging, further up, replaces the bundle that was measured.
    if (name === 'unit' || name === 'host') coverage = await reportCoverage();
    passed += result.passed;
    failed += result.failed;
    lines.push(
      `${name.padEnd(6)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(4)} failed ${seconds(floorBegan)}${result.trouble ? `  (${result.trouble})` : ''}`,
    );
  }
  if (coverage !== '') console.log(`\n${coverage}`);
  console.log(`\n${lines.join('\n')}\nall in ${seconds(began).trim()}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

/** @param {string} [grep] */
function runUnit(grep) {
  return runMocha([...grepArgs(grep)], { NODE_V8_COVERAGE: rawCoverage });
}

/** @param {string} [grep] */
async function runHost(grep) {
  const { runHostTests } = await import('./testHost.mjs');
  return runHostTests({ coverage: rawCoverage, ...(grep === undefined ? {} : { grep }) });
}

/** @param {string} [grep] */
async function runUi(grep) {
  await ensureHost();
  await ensurePackage(); // Clicked through is what learners get: the package.
  // The settings for mocha in .mocharc.json name the files of the floor above.
  return runMocha([
    '--no-config',
    '--import=tsx',
    '--forbid-only',
    '--timeout=120000',
    ...grepArgs(grep),
    'test/ui/**/*.test.ts',
  ]);
}

/** @param {string} [grep] */
function grepArgs(grep) {
  return grep === undefined ? [] : ['--grep', grep];
}

async function runProof() {
  const { code, output } = await runToEnd(
    ['--import', 'tsx', inProject('scripts', 'proof.ts'), '--changed'],
    {},
    15 * 60_000,
  );
  const counts = /^proof: (\d+) passed, (\d+) failed$/m.exec(output);
  if (counts === null) return failedFloor(`the proof ended with ${code} and gave no counts`);
  const result = { passed: Number(counts[1]), failed: Number(counts[2]) };
  return code === 0 || result.failed > 0 ? result : { ...result, failed: 1, trouble: `the proof ended with ${code}` };
}

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<FloorResult>}
 */
async function runMocha(args, env = {}) {
  const file = inProject('out', 'result.json');
  rmSync(file, { force: true });
  const { code } = await runToEnd(
    [
      mocha,
      '--reporter',
      inProject('scripts', 'resultReporter.mjs'),
      ...(process.stdout.isTTY ? ['--color'] : []),
      ...args,
    ],
    { ...env, WAYMARK_TEST_RESULT: file },
    3 * 60_000,
  );
  if (!existsSync(file)) return failedFloor(`mocha ended with ${code} and without a result`);
  const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
  if (code !== 0 && failed === 0) return { passed, failed: 1, trouble: `mocha ended with ${code}` };
  if (passed + failed === 0) return failedFloor('no test ran');
  return { passed, failed };
}

/**
 * Runs Node, passing its output on as it comes. A run that stays silent for too long is ended.
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 * @param {number} idleLimit milliseconds
 * @returns {Promise<{ code: number | string, output: string }>}
 */
async function runToEnd(args, env, idleLimit) {
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const forget = atEnd(() => stopTree(child));
  let output = '';
  let idle = false;
  const giveUp = () => {
    idle = true;
    void stopTree(child);
  };
  let timer = setTimeout(giveUp, idleLimit);
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    output += String(chunk);
    clearTimeout(timer);
    timer = setTimeout(giveUp, idleLimit);
  });
  /** @type {number | string} */
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'nothing'));
  });
  clearTimeout(timer);
  forget();
  return { code: idle ? `nothing heard for ${Math.round(idleLimit / 1000)} s` : code, output };
}

/**
 * A floor that could not tell its counts counts as one failure.
 * @param {unknown} reason
 * @returns {FloorResult}
 */
function failedFloor(reason) {
  const trouble =
    reason instanceof Error
      ? reason instanceof Problem
        ? reason.message
        : (reason.stack ?? reason.message)
      : String(reason);
  console.error(trouble);
  return { passed: 0, failed: 1, trouble: trouble.split('\n')[0] ?? '' };
}

/**
 * One report over what has been measured so far (unit and host), mapped back to the sources. The panel's own code is
 * in it as far as the units load it: what runs in the browser is not measured.
 * @returns {Promise<string>} the summary
 */
async function reportCoverage() {
  const { code, output } = await run(
    process.execPath,
    [
      ...[inProject('node_modules', 'c8', 'bin', 'c8.js'), 'report', '--temp-directory', rawCoverage],
      ...['--reports-dir', inProject('coverage'), '--reporter', 'text-summary', '--reporter', 'lcov'],
      ...['--exclude-after-remap', '--include', 'src/**', '--exclude', 'test/**'],
    ],
    { cwd: project },
  );
  if (code !== 0) throw new Problem(`${output}\nThe coverage of the tests could not be reported; see above.`);
  return output.trim();
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1).padStart(7)} s`;
}

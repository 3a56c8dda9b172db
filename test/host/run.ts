import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import v8 from 'node:v8';
import type Mocha from 'mocha';

/**
 * Runs every suite beside this file inside a VS Code extension host. VS Code calls it, started by `testHost.mjs`
 * (browser) or `testDesktop.mjs` (desktop), and takes a rejection for failed tests.
 *
 * The runner names two files in the environment: one for the live output, because VS Code's own forwarding of the console
 * is unformatted and full of noise, and one for the result, because VS Code reports a crashed extension host as success.
 */
export async function run(): Promise<void> {
  const outputFile = process.env['WAYMARK_TEST_OUTPUT'];
  const say = (...parts: unknown[]): void => {
    if (outputFile) appendFileSync(outputFile, `${format(...parts)}\n`);
    else console.log(...parts);
  };
  const rejections = new Map<unknown, string>(); // By promise: mocha announces each once more.
  const onRejection = (reason: unknown, promise: unknown): void => void rejections.set(promise, describeError(reason));
  process.on('unhandledRejection', onRejection);
  let stats: Mocha.Stats;
  try {
    stats = await runMocha(say);
    await nextTurn();
  } catch (error) {
    say(describeError(error)); // A file that fails while it is loaded reaches no reporter.
    throw error;
  } finally {
    process.off('unhandledRejection', onRejection);
  }
  for (const rejection of rejections.values()) say('  Unhandled rejection: %s', rejection);
  if (process.env['NODE_V8_COVERAGE']) {
    v8.takeCoverage();
    v8.stopCoverage();
  }
  const failed = stats.failures + rejections.size;
  const resultFile = process.env['WAYMARK_TEST_RESULT'];
  if (resultFile) writeFileSync(resultFile, JSON.stringify({ passed: stats.passes, failed, pending: stats.pending }));
  if (failed > 0 || stats.passes === 0) throw new Error(`${stats.passes} passed, ${failed} failed`);
}

async function runMocha(say: (...parts: unknown[]) => void): Promise<Mocha.Stats> {
  const { default: MochaRunner } = await import('mocha');
  Object.assign(MochaRunner.reporters.Base, { consoleLog: say });
  const { WAYMARK_TEST_GREP: grep } = process.env;
  // Mocha would shorten the paths before they can be mapped, so it leaves the stacks alone and `mapStack` shortens them.
  const mocha = new MochaRunner({ timeout: 10_000, forbidOnly: true, fullTrace: true, ...(grep ? { grep } : {}) });
  for (const file of findSuites(path.join(__dirname, 'suite'))) mocha.addFile(file);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
    });
    runner.prependListener('fail', (_test: unknown, error: unknown) => {
      if (error instanceof Error && error.stack) error.stack = mapStack(error.stack);
    });
  });
}

function findSuites(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.cjs'))
    .sort()
    .map((name) => path.join(folder, name));
}

function describeError(error: unknown): string {
  return error instanceof Error ? mapStack(error.stack ?? error.message) : String(error);
}

/**
 * A stack that shows our own sources alone. VS Code replaces `Error.prepareStackTrace`, so that Node's own source maps
 * never show: the frames are mapped here.
 */
function mapStack(stack: string): string {
  const lines = stack
    .split('\n')
    .filter((line) => !/^\s*at .*(node_modules[\\/]mocha|node:|extensionHostProcess)/.test(line));
  return lines
    .join('\n')
    .replace(/((?:[A-Za-z]:)?[\\/][^\s()]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
      const entry = readSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry)) return place;
      const source = path.resolve(path.dirname(file), entry.originalSource.replace(/^file:\/\/.*/, fileURLToPath));
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}

const sourceMaps = new Map<string, SourceMap | undefined>();

function readSourceMap(file: string): SourceMap | undefined {
  if (!sourceMaps.has(file)) {
    const map = `${file}.map`;
    const payload = existsSync(map) ? (JSON.parse(readFileSync(map, 'utf8')) as SourceMapPayload) : undefined;
    sourceMaps.set(file, payload && new SourceMap(payload));
  }
  return sourceMaps.get(file);
}

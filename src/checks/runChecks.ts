import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingResults, parseJunit, type CheckResults } from './parseJunit.ts';
import { ProcessTree } from './processTree.ts';

export interface RunChecksOptions {
  /** The learner's node: a path or a name on PATH. */
  readonly node: string;
  /** The pristine `checks.mjs`, never a copy that the learner could have edited. */
  readonly checksFile: string;
  readonly projectFolder: string;
  /** Ids of the automatic checks, in the order of the results. */
  readonly checkIds: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** What the run prints, as it comes, for an output channel. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/** `cancelled`: the signal ended it. `problem`: why results are missing, or why the report cannot be trusted. */
export interface CheckRun extends CheckResults {
  readonly cancelled: boolean;
  readonly ms: number;
}

/**
 * Runs the checks of a project to their end, or to the time-out or the signal, and leaves no process and no temporary file behind.
 * Never throws for what a project does.
 */
export async function runChecks(options: RunChecksOptions): Promise<CheckRun> {
  const begin = Date.now();
  const temporary = await mkdtemp(join(tmpdir(), 'waymark-'));
  // PostgreSQL, which under root runs as another user, has to enter it; its own folder inside is closed.
  await chmod(temporary, 0o711);
  try {
    const report = join(temporary, 'results.xml');
    const end = await runProcess(options, report, temporary);
    const results = await readResults(report, options.checkIds);
    const problem = sayWhy(end, options) ?? results.problem;
    return {
      results: end.why === 'exited' ? results.results : missingResults(options.checkIds),
      ...(problem === undefined ? {} : { problem: `${problem}${wordsOf(end, results)}` }),
      cancelled: end.why === 'cancelled',
      ms: Date.now() - begin,
    };
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface ProcessEnd {
  readonly why: 'exited' | 'cancelled' | 'timeout' | 'unstartable';
  readonly output: string;
  readonly survivors: readonly number[];
}

async function runProcess(options: RunChecksOptions, report: string, temporary: string): Promise<ProcessEnd> {
  if (options.signal?.aborted === true) return { why: 'cancelled', output: '', survivors: [] };
  // Not `--test <file>`: newer versions take that path for a pattern, in which brackets of a folder's name would mean something.
  const args = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=junit',
    `--test-reporter-destination=${report}`,
    options.checksFile,
  ];
  const child = spawn(options.node, args, {
    cwd: options.projectFolder,
    env: { ...environmentOf(process.env), WAYMARK_CHECKS_TEMP: temporary, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      options.onOutput?.(text);
    });
  }
  const tree = child.pid === undefined ? undefined : new ProcessTree(child.pid, `WAYMARK_CHECKS_TEMP=${temporary}`);
  const why = await new Promise<ProcessEnd['why']>((resolve) => {
    const timer = setTimeout(() => {
      settle('timeout');
    }, options.timeoutMs);
    const cancel = () => {
      settle('cancelled');
    };
    const settle = (reason: ProcessEnd['why']) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      resolve(reason);
    };
    options.signal?.addEventListener('abort', cancel, { once: true });
    child.once('error', () => {
      settle('unstartable');
    });
    child.once('exit', () => {
      settle('exited');
    });
  });
  const survivors = (await tree?.end()) ?? [];
  return { why, output, survivors };
}

async function readResults(report: string, checkIds: readonly string[]): Promise<CheckResults> {
  try {
    return parseJunit(await readFile(report, 'utf8'), checkIds);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { results: missingResults(checkIds), problem: 'The checks ended without a report.' };
    throw error;
  }
}

function sayWhy(end: ProcessEnd, options: RunChecksOptions): string | undefined {
  if (end.survivors.length > 0) return `Some processes of the checks could not be ended: ${end.survivors.join(', ')}.`;
  switch (end.why) {
    case 'unstartable':
      return `Waymark could not start "${options.node}" to run the checks. Install Node.js, or name it in the settings.`;
    case 'timeout':
      return `The checks did not end within ${Math.round(options.timeoutMs / 1000)} seconds and were stopped.`;
    case 'cancelled':
      return 'The checks were cancelled.';
    case 'exited':
      return undefined;
  }
}

/** A crash shows its reason only in what was printed. */
function wordsOf(end: ProcessEnd, results: CheckResults): string {
  if (end.why !== 'exited' || results.results.some((result) => result.outcome !== 'missing')) return '';
  const lines = end.output.trim().split('\n').slice(-15).join('\n');
  return lines === '' ? '' : ` It printed last:\n${lines}`;
}

/** Without the settings of an editor, a debugger or a test runner that this process itself runs under. */
function environmentOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(?:NODE_OPTIONS|NODE_TEST_CONTEXT|NODE_V8_COVERAGE|ELECTRON_.*|VSCODE_.*)$/.test(name),
    ),
  );
}

// @ts-check
// Starting other programs and ending them again, with everything that they started, on Linux, macOS and Windows.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The environment for programs that Waymark starts: without what an editor's terminal or a running npm adds to it.
 * @param {Readonly<Record<string, string | undefined>>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_RUN_AS_NODE$|npm_package_|npm_lifecycle_|NODE_V8_COVERAGE$)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/**
 * Runs a program to its end and gives its exit code (a signal counts as 1) and what it wrote to the captured streams.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show`: pass the output on instead of capturing it
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd, env = cleanEnvironment(), show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
    const endWithUs = () => endTree(child.pid, 'SIGKILL');
    process.once('exit', endWithUs);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs npm, never through a shell: as the npm that started us, or the one beside this Node.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function runNpm(args, cwd) {
  const beside = path.join(path.dirname(process.execPath), ...(process.platform === 'win32' ? [] : ['..', 'lib']));
  const script = [process.env['npm_execpath'], path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js')].find(
    (file) => file !== undefined && /npm-cli\.c?js$/.test(file) && existsSync(file),
  );
  // What npm's cache holds is not asked for again; without a network npm would otherwise try for many minutes.
  const patience = ['--prefer-offline', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const quiet = [...args, ...patience, '--no-audit', '--no-fund', '--loglevel=error'];
  if (script !== undefined) return run(process.execPath, [script, ...quiet], { cwd });
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/c', 'npm', ...quiet], { cwd });
  return run('npm', quiet, { cwd });
}

/**
 * The lines in which npm says why it failed, as one short text.
 * @param {string} output
 */
export function npmReason(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !/complete log of this run|^npm warn|^(code|syscall|errno) /i.test(line));
  return lines[0] ?? 'npm gave no reason';
}

/**
 * Ends a process and all that it started, by process id. On Linux and macOS the process must lead its own group
 * (`detached: true`) for its group to be ended as a whole.
 * @param {number | undefined} pid
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export function endTree(pid, signal) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  if (!send(-pid, signal)) send(pid, signal);
}

/**
 * The ids of everything that a process has started so far, itself not among them. Taken before the process ends,
 * because what it leaves behind belongs to nobody afterwards.
 * @param {number} pid
 * @returns {readonly number[]}
 */
export function descendantsOf(pid) {
  if (process.platform === 'win32') return []; // `taskkill /t` finds them itself.
  const listing = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  /** @type {Map<number, number[]>} */
  const childrenOf = new Map();
  for (const line of (listing.stdout ?? '').split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child !== undefined && parent !== undefined) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), child]);
  }
  const found = [...(childrenOf.get(pid) ?? [])];
  for (const child of found) found.push(...(childrenOf.get(child) ?? []));
  return found;
}

/**
 * Ends a process that leads its own group, politely first, with what it started, and waits until it is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [patience] milliseconds until it is ended without asking
 */
export async function stopTree(child, patience = 3000) {
  const { pid } = child;
  if (pid === undefined) return;
  const left = descendantsOf(pid);
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    endTree(pid, 'SIGTERM');
    const timer = setTimeout(() => endTree(pid, 'SIGKILL'), patience);
    await gone;
    clearTimeout(timer);
  }
  endTree(pid, 'SIGKILL');
  for (const one of left) send(one, 'SIGKILL'); // A terminal's shell or a database leads a group of its own.
}

/**
 * Whether a process with this id is there.
 * @param {number} pid
 */
export function isRunning(pid) {
  return send(pid, 0);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether there was anything to send it to
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return true;
    return false;
  }
}

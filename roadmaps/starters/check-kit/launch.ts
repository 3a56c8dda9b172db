import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface LaunchOptions {
  readonly folder: string;
  /** Program first. `node` is the node that runs this; `python` is WAYMARK_PYTHON or python3. */
  readonly command: readonly string[];
  /** Path that answers 200 when the project is ready. */
  readonly health: string;
  /** Added to the environment, with PORT. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long to wait for the first 200. */
  readonly seconds?: number;
}

/** A started project. */
export interface Launched {
  readonly url: string;
  readonly port: number;
  /** What it printed so far, both streams. */
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Asks it to end (SIGTERM) and forces it after five seconds. */
  readonly stop: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
}

/** The project did not start; the message is for the learner. */
export class LaunchError extends Error {}

/** Starts a project on a free port and resolves when its health path answers 200. Throws a LaunchError. */
export async function launchProject({
  folder,
  command,
  health,
  env = {},
  seconds = 30,
}: LaunchOptions): Promise<Launched> {
  const port = await findFreePort();
  const [program, ...args] = commandOf(command);
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...cleanEnvironment(), PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-100_000)));
  let end: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      end = error.message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      end = signal === null ? `exit code ${code ?? 0}` : `signal ${signal}`;
      resolve();
    });
  });
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  void ended.then(() => process.off('exit', killOnExit));

  const launched: Launched = {
    url: `http://127.0.0.1:${port}`,
    port,
    output: () => text,
    isRunning: () => end === undefined,
    stop: async () => {
      if (end !== undefined) return;
      child.kill('SIGTERM');
      const late = new AbortController();
      await Promise.race([ended, wait(5_000, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      child.kill('SIGKILL');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };

  const shown = command.join(' ');
  const deadline = Date.now() + seconds * 1000;
  let last = 'nothing was listening';
  while (Date.now() < deadline) {
    if (end !== undefined) {
      throw new LaunchError(`"${shown}" ended (${end}) before it answered GET ${health}. ${lastWords(text)}`);
    }
    const status = await statusOf(`${launched.url}${health}`);
    if (status === 200) return launched;
    if (status !== undefined) last = `the answer was ${status}`;
    await wait(40);
  }
  await launched.kill();
  throw new LaunchError(
    `"${shown}" was started with PORT=${port}, but GET ${health} did not answer 200 within ${seconds} seconds (${last}). ${lastWords(text)}`,
  );
}

/** Runs a command to its end. `ok` is false when it could not be started or its exit code is not 0. */
export async function runCommand(
  folder: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly ok: boolean; readonly output: string }> {
  const [program, ...args] = commandOf(command);
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { ok: code === 0, output };
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  } finally {
    process.off('exit', killOnExit);
  }
}

/** What a program printed last, as the end of a message. */
export function lastWords(output: string): string {
  const lines = output.trim().split('\n').slice(-12).join('\n');
  return lines === '' ? 'It printed nothing.' : `It printed last:\n${lines}`;
}

/** A port of this computer on which nothing listens. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}

/** The environment without what belongs to the editor, to a test runner above us, or to the learner's development database. */
export function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !foreign.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

const foreign =
  /^(?:NODE_OPTIONS|NODE_TEST_CONTEXT|NODE_V8_COVERAGE|NODE_ENV|PORT|VSCODE_.*|ELECTRON_.*|DATABASE_URL|MONGODB_URL|REDIS_URL)$/;

function commandOf(command: readonly string[]): [string, ...string[]] {
  const [program = 'node', ...args] = command;
  if (program === 'node') return [process.execPath, ...args];
  if (program === 'python')
    return [process.env['WAYMARK_PYTHON'] ?? (process.platform === 'win32' ? 'python' : 'python3'), ...args];
  return [program, ...args];
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 3_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => {
      resolve(undefined);
    });
  });
}

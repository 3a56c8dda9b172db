import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** One process of this computer. `started` tells it from a later one with the same number. */
interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly started: string;
}

/**
 * Watches everything that a process starts, so that all of it can be ended: also what has left the process group,
 * and what has lost its parent since. Servers such as PostgreSQL do both.
 */
export class ProcessTree {
  readonly #root: number;
  readonly #marker: string | undefined;
  readonly #seen = new Map<number, ProcessInfo>();
  readonly #timer: NodeJS.Timeout | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  /** `marker` is `NAME=value` of the environment that the root was given; on Linux it finds also what was never seen with a parent. */
  constructor(root: number, marker?: string) {
    this.#root = root;
    this.#marker = marker;
    if (process.platform === 'win32') return;
    const look = () => {
      this.#looking = this.#look();
    };
    look();
    this.#timer = setInterval(look, 250);
    this.#timer.unref();
  }

  /**
   * Ends the root, if it still runs, and every descendant: first asked (so that servers close their files), then, after `graceMs`, forced.
   * Resolves with the ids of processes that are still there, which should be none.
   */
  async end(graceMs = 1_500): Promise<readonly number[]> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#lookForMarked();
    if (process.platform === 'win32') return endOnWindows(this.#root);
    const deadline = Date.now() + graceMs;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const limit = signal === 'SIGTERM' ? deadline : Date.now() + 3_000;
      const asked = new Set<number>();
      do {
        const alive = await this.#look();
        if (alive.length === 0) return [];
        for (const { pid } of alive) {
          if (signal === 'SIGKILL' || !asked.has(pid)) send(pid, signal);
          asked.add(pid);
        }
        await wait(50);
      } while (Date.now() < limit);
    }
    return (await this.#look()).map(({ pid }) => pid);
  }

  async #lookForMarked(): Promise<void> {
    const marker = this.#marker;
    if (marker === undefined || process.platform !== 'linux') return;
    for (const entry of await listProcesses()) {
      if (!this.#seen.has(entry.pid) && (await readEnvironment(entry.pid)).includes(marker))
        this.#seen.set(entry.pid, entry);
    }
  }

  /** Adds what is new and gives back those that run now. */
  async #look(): Promise<readonly ProcessInfo[]> {
    const all = await listProcesses();
    const ids = new Set(
      all
        .filter(
          ({ pid, started }) =>
            this.#seen.get(pid)?.started === started || (pid === this.#root && !this.#seen.has(pid)),
        )
        .map(({ pid }) => pid),
    );
    // A child may come before its parent in the list.
    for (let size = -1; size !== ids.size;) {
      size = ids.size;
      for (const { pid, parent } of all) if (ids.has(parent)) ids.add(pid);
    }
    const ours = all.filter(({ pid }) => ids.has(pid));
    for (const entry of ours) this.#seen.set(entry.pid, entry);
    return ours;
  }
}

/** All processes of the computer that are not dead yet. Not for Windows. */
async function listProcesses(): Promise<readonly ProcessInfo[]> {
  return process.platform === 'linux' ? listFromProc() : listFromPs();
}

async function listFromProc(): Promise<readonly ProcessInfo[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const entries = await Promise.all(
    names.map(async (name) => {
      try {
        return parseStat(await readFile(`/proc/${name}/stat`, 'utf8'));
      } catch (error) {
        // It ended while we looked.
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
          return undefined;
        throw error;
      }
    }),
  );
  return entries.filter((entry) => entry !== undefined);
}

/** Empty for a process that has ended or is not ours to look into. */
async function readEnvironment(pid: number): Promise<readonly string[]> {
  try {
    return (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'ESRCH' || error.code === 'EACCES' || error.code === 'EPERM')
    )
      return [];
    throw error;
  }
}

/** `proc(5)`: number, (name), state, parent, …, start time as field 22. The name may hold spaces and brackets. */
function parseStat(stat: string): ProcessInfo | undefined {
  const pid = Number.parseInt(stat, 10);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent] = fields;
  const started = fields[19];
  // Z and X are dead; nothing is left to end.
  if (parent === undefined || started === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, parent: Number(parent), started };
}

function listFromPs(): Promise<readonly ProcessInfo[]> {
  return new Promise((resolve, reject) => {
    execFile(
      'ps',
      ['-A', '-o', 'pid=,ppid=,stat=,lstart='],
      { env: { ...process.env, LC_ALL: 'C' } },
      (error, stdout) => {
        if (error !== null) {
          reject(new Error('Waymark could not list the running processes.', { cause: error }));
          return;
        }
        const lines = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line));
        resolve(
          lines.flatMap((match) =>
            match === null || match[3]?.startsWith('Z') === true
              ? []
              : [{ pid: Number(match[1]), parent: Number(match[2]), started: match[4] ?? '' }],
          ),
        );
      },
    );
  });
}

function send(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone already, or another user's (PostgreSQL under root is not); who is still there is reported at the end.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}

/** Windows keeps the tree by parent numbers; taskkill walks it. */
function endOnWindows(root: number): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const child = spawn('taskkill', ['/pid', String(root), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    child.once('error', () => {
      resolve([root]);
    });
    child.once('exit', () => {
      resolve([]);
    });
  });
}

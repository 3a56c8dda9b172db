// @ts-check
// One at a time, between processes: a lock file that its owner keeps fresh.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How often the owner freshens its lock, and after how long without that it is taken for dead, in milliseconds. */
const beat = 1000;
const deadAfter = 10_000;

/**
 * Does `work` while no other process does work under the same lock file. A lock whose owner died is taken over: the
 * waiting process looks whether the file still changes, so neither clocks nor process ids have to be trusted.
 * @template T
 * @param {string} file
 * @param {string} waiting what to say once when another process is at it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, waiting, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  const owner = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  let seen = '';
  let seenSince = performance.now();
  let told = false;
  while (!create(file, `${owner} 0`)) {
    const content = read(file);
    if (content !== seen) {
      seen = content;
      seenSince = performance.now();
    } else if (performance.now() - seenSince > deadAfter) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) console.error(waiting);
    told = true;
    await pause(200 + Math.random() * 100);
  }
  let count = 0;
  const timer = setInterval(() => writeFileSync(file, `${owner} ${(count += 1)}`), beat);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} file
 * @param {string} content
 * @returns {boolean} false when the file is already there
 */
function create(file, content) {
  try {
    const handle = openSync(file, 'wx');
    writeFileSync(handle, content);
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['EEXIST', 'EPERM'].includes(String(error.code))) return false;
    throw error;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'just released';
  }
}

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { ProcessTree } from '../../../src/checks/processTree.ts';

describe('ProcessTree', function () {
  this.timeout(20_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('ends children and grandchildren in groups of their own, without any mark on them', async () => {
    const grandchild = 'console.log(process.pid); setInterval(() => {}, 1000);';
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] }); setInterval(() => {}, 1000);`;
    const root = spawn(process.execPath, ['-e', child], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const tree = new ProcessTree(root.pid ?? 0);
    const [line] = (await once(root.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString('utf8'));
    try {
      assert.equal(isAlive(pid), true);
      assert.deepEqual(await tree.end(), []);
      assert.equal(isAlive(pid), false);
      assert.equal(isAlive(root.pid ?? 0), false);
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });

  it('ends nothing else', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const root = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      assert.deepEqual(await new ProcessTree(root.pid ?? 0).end(), []);
      assert.equal(isAlive(other.pid ?? 0), true);
    } finally {
      other.kill('SIGKILL');
    }
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

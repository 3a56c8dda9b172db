import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { setValue, valueOf } from '../../../src/learning/progress/registers.ts';
import { addDays } from '../../../src/learning/time/day.ts';
import { Snapshots } from '../../../src/storage/snapshots.ts';
import { writeAtomically } from '../../../src/storage/atomicFile.ts';

const withItem = (item: string, id = 'me'): ProgressRecord =>
  setValue(emptyRecord(id), 'status', `r:${item}`, 'done', { now: 1_000, session: 'aaaa' });

describe('snapshots', () => {
  let folder: string;
  let snapshots: Snapshots;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waymark-versions-'));
    snapshots = new Snapshots(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keep the latest state and the first one of each of seven days', async () => {
    let record = emptyRecord('me');
    for (let day = 0; day < 10; day += 1) {
      for (const time of ['morning', 'evening']) {
        record = setValue(
          record,
          'place',
          'page',
          { roadmap: 'r', section: `${time}-${day}` },
          { now: 1_000, session: 'aaaa' },
        );
        await snapshots.writeLatest(record, addDays('2026-12-28', day));
      }
    }
    const found = await snapshots.list();
    assert.deepEqual(
      found.map(({ name }) => name),
      ['latest', ...[9, 8, 7, 6, 5, 4, 3].map((day) => `day ${addDays('2026-12-28', day)}`)],
    );
    const third = found.find(({ name }) => name === 'day 2026-12-31')!;
    assert.equal(valueOf(third.record, 'place', 'page')?.section, 'morning-3');
    assert.equal(valueOf(found[0]!.record, 'place', 'page')?.section, 'evening-9');
    assert.deepEqual(
      (await snapshots.listLatest()).map(({ name }) => name),
      ['latest'],
    );
  });

  it('keep the twenty newest ones before a reset or an import, whichever it was', async () => {
    const noon = Date.UTC(2026, 10, 21, 12);
    for (let index = 0; index < 24; index += 1)
      await snapshots.writeBefore(index < 12 ? 'reset' : 'import', withItem('a'), noon + index * 60_000);
    const names = (await snapshots.list()).map(({ name }) => name);
    assert.equal(names.length, 20);
    assert.equal(names[0], 'before import 2026-11-21T12-23-00.000Z');
    assert.equal(names.at(-1), 'before reset 2026-11-21T12-04-00.000Z');
  });

  it('of different records lie apart', async () => {
    await snapshots.writeLatest(withItem('a', 'one'), '2026-11-21');
    await snapshots.writeLatest(withItem('b', '../two'), '2026-11-21');
    assert.deepEqual((await readdir(folder)).toSorted(), ['___two', 'one']);
    assert.equal((await snapshots.listLatest()).length, 2);
  });

  it('are listed without what cannot be read', async () => {
    assert.deepEqual(await new Snapshots(path.join(folder, 'not', 'there')).list(), []);
    await snapshots.writeLatest(withItem('a'), '2026-11-21');
    await writeFile(path.join(folder, 'me', 'day-2026-11-20.json'), '{"schemaVersion":1,');
    await writeFile(path.join(folder, 'me', 'day-2026-11-19.json'), '');
    await writeFile(path.join(folder, 'me', 'day-2026-11-18.json'), '{"schemaVersion":9}');
    await mkdir(path.join(folder, 'me', 'day-2026-11-17.json'));
    await writeFile(path.join(folder, 'stray.json'), '{}');
    await snapshots.keepAside({ odd: true }, Date.now());
    assert.deepEqual(
      (await snapshots.list()).map(({ name }) => name),
      ['latest', 'day 2026-11-21'],
    );
  });

  it('are not written over by an older Waymark', async () => {
    await snapshots.writeLatest(withItem('a'), '2026-11-21');
    const latest = path.join(folder, 'me', 'latest.json');
    await writeFile(latest, '{"schemaVersion":2}');
    await assert.rejects(snapshots.writeLatest(withItem('b'), '2026-11-21'), /newer version/);
    assert.equal(await readFile(latest, 'utf8'), '{"schemaVersion":2}');
  });

  it('are mended when the latest one was damaged', async () => {
    await snapshots.writeLatest(withItem('a'), '2026-11-21');
    await writeFile(path.join(folder, 'me', 'latest.json'), '{"schemaV');
    await snapshots.writeLatest(withItem('b'), '2026-11-21');
    assert.deepEqual(
      (await snapshots.list()).map(({ name }) => name),
      ['latest', 'day 2026-11-21'],
    );
  });

  it('sweep up what writes left behind long ago, and nothing younger', async () => {
    await mkdir(path.join(folder, 'me'));
    const [old, young] = ['latest.json.0123.tmp', 'latest.json.4567.tmp'].map((name) => path.join(folder, 'me', name));
    await Promise.all([writeFile(old!, 'half'), writeFile(young!, 'half')]);
    await utimes(old!, new Date(Date.now() - 7_200_000), new Date(Date.now() - 7_200_000));
    await snapshots.writeLatest(withItem('a'), '2026-11-21');
    const left = await readdir(path.join(folder, 'me'));
    assert.deepEqual(
      left.filter((name) => name.endsWith('.tmp')),
      ['latest.json.4567.tmp'],
    );
  });

  it('keep what is unreadable word for word', async () => {
    assert.equal(await readFile(await snapshots.keepAside('half a reco', 0), 'utf8'), 'half a reco');
  });

  it('are whole whenever the writer is killed', async function () {
    this.timeout(120_000);
    const script = path.join(folder, 'writer.mjs');
    await build({
      stdin: {
        contents: `
          import { Snapshots } from './src/storage/snapshots.ts';
          import { emptyRecord } from './src/learning/progress/record.ts';
          const snapshots = new Snapshots(process.argv[2]);
          const padding = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => ['r:item-' + index, { s: [1, 0] }]));
          for (let turn = Number(process.argv[3]); ; turn += 1) {
            await snapshots.writeLatest({ ...emptyRecord('me'), counters: { ...padding, turn: { s: [turn, 0] } } }, '2026-11-21');
            process.stdout.write(turn + '\\n');
          }`,
        resolveDir: path.resolve(import.meta.dirname, '../../..'),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
    });
    // Three at a time, each in a folder of its own; killed thirty times in all.
    await Promise.all(['one', 'two', 'three'].map((name) => killTenTimes(script, path.join(folder, name))));
  });
});

async function killTenTimes(script: string, versions: string): Promise<void> {
  let last = 0;
  for (let round = 0; round < 10; round += 1) {
    const writer = spawn(process.execPath, [script, versions, String(last + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    writer.stdout.on('data', (data: Buffer) => (said += data.toString()));
    await once(writer.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    writer.kill('SIGKILL');
    await once(writer, 'close');
    const lines = said.split('\n').slice(0, -1).map(Number);
    const found = (await new Snapshots(versions).list()).find(({ name }) => name === 'latest');
    assert.ok(found, `nothing readable after round ${round}`);
    const turn = found.record.counters['turn']!['s']![0];
    assert.ok(turn >= Math.max(...lines), `${turn} read, ${lines.at(-1)} were written`);
    assert.equal(Object.keys(found.record.counters).length, 4_001);
    last = turn;
  }
  assert.ok(last >= 10);
}

describe('writeAtomically', () => {
  it('leaves no temporary file behind when it fails', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'waymark-atomic-'));
    try {
      await mkdir(path.join(folder, 'target', 'in the way'), { recursive: true });
      await assert.rejects(writeAtomically(path.join(folder, 'target'), 'text'));
      assert.deepEqual(await readdir(folder), ['target']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

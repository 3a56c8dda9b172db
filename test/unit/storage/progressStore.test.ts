import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { addToCounter } from '../../../src/learning/progress/changes.ts';
import { isSame, merge } from '../../../src/learning/progress/merge.ts';
import { countOf } from '../../../src/learning/progress/progress.ts';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { setValue, valueOf, valuesOf } from '../../../src/learning/progress/registers.ts';
import { ProgressStore, type Change } from '../../../src/storage/progressStore.ts';
import { Snapshots } from '../../../src/storage/snapshots.ts';
import { FakeState, type FakeMemento } from './fakeMemento.ts';

const done =
  (id: string): Change =>
  (record, moment) =>
    setValue(record, 'status', `r:${id}`, 'done', moment);
const itemsOf = (record: ProgressRecord) => [...valuesOf(record, 'status').keys()].toSorted();
const filled = (id: string, ...items: readonly string[]) =>
  items.reduce((record, item) => done(item)(record, { now: 1_000, session: 'seed' }), emptyRecord(id));

describe('progress store', () => {
  let folder: string;
  let sessions = 0;
  const opened: ProgressStore[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waymark-store-'));
  });
  afterEach(async () => {
    for (const store of opened) {
      store.dispose();
      await store.settled();
    }
    opened.length = 0;
    await rm(folder, { recursive: true, force: true });
  });

  interface Window {
    readonly store: ProgressStore;
    readonly memento: FakeMemento;
    readonly reports: string[];
  }

  function open(
    state: FakeState,
    more: { readonly snapshots?: Snapshots; readonly skew?: number; readonly memento?: FakeMemento } = {},
  ): Window {
    const reports: string[] = [];
    const memento = more.memento ?? state.open();
    sessions += 1;
    const session = `s${String(sessions).padStart(5, '0')}`;
    const store = new ProgressStore({
      memento,
      snapshots: more.snapshots ?? new Snapshots(folder),
      now: () => Date.now() + (more.skew ?? 0),
      today: () => '2026-11-21',
      session,
      newId: () => `id-${session}`,
      report: (message) => reports.push(message),
      settleMilliseconds: 25,
      pollMilliseconds: 20,
    });
    opened.push(store);
    return { store, memento, reports };
  }

  const until = async (isSo: () => boolean, what: string): Promise<void> => {
    const end = Date.now() + 4_000;
    while (!isSo()) {
      if (Date.now() > end) assert.fail(`waited in vain until ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('names all keys for Settings Sync, in one call', () => {
    const { memento } = open(new FakeState());
    assert.deepEqual(memento.keysForSync, [['progress', 'progressId']]);
  });

  it('shows a change at once, tells of it, and has stored it when the promise resolves', async () => {
    const state = new FakeState();
    const { store } = open(state);
    let told = 0;
    store.onDidChange(() => (told += 1));
    const saved = store.change(done('a'));
    assert.deepEqual([itemsOf(store.record), told], [['r:a'], 1]);
    await saved;
    assert.deepEqual(state.read('progress'), JSON.parse(JSON.stringify(store.record)));
    assert.equal(state.read('progressId'), store.record.ids[0]);
  });

  it('writes once for changes made together', async () => {
    const { store, memento } = open(new FakeState());
    await Promise.all([store.change(done('a')), store.change(done('b')), store.change(done('c'))]);
    // The record and, the first time, its id.
    assert.equal(memento.updates, 2);
    assert.deepEqual(itemsOf(store.record), ['r:a', 'r:b', 'r:c']);
  });

  it('writes nothing when nothing changes', async () => {
    const { store, memento } = open(new FakeState());
    await store.change(done('a'));
    const before = memento.updates;
    await store.change(done('a'));
    await store.change((record) => record);
    store.look();
    await store.settled();
    assert.equal(memento.updates, before);
  });

  it('loses nothing when two windows tick at any moment', async function () {
    this.timeout(30_000);
    for (let round = 0; round < 4; round += 1) {
      const state = new FakeState({}, { flush: 10, arrive: () => 9 + Math.random() * 18 });
      const windows = [open(state), open(state, { skew: -3_600_000 })];
      const changes: Promise<void>[] = [];
      for (let turn = 0; turn < 12; turn += 1) {
        for (const [index, { store }] of windows.entries()) {
          changes.push(
            store.change(done(`w${index}-${turn}`)),
            store.change((record, moment) => addToCounter(record, 'r:count', 1, moment)),
          );
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 16));
        }
      }
      await Promise.all(changes);
      const [a, b] = windows.map(({ store }) => store);
      await until(
        () => isSame(a!.record, b!.record) && isSame(state.read('progress'), a!.record),
        'both windows and the disk hold the same',
      );
      await Promise.all(windows.map(({ store }) => store.settled()));
      assert.equal(itemsOf(a!.record).length, 24);
      assert.equal(countOf(a!.record, 'r:count'), 24);
      assert.equal(a!.record.ids.length <= 2, true);
      for (const { store, reports } of windows) {
        assert.deepEqual(reports, []);
        store.dispose();
      }
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('writes again what another window’s write took away', async () => {
    const state = new FakeState();
    const { store, memento } = open(state);
    await store.change(done('a'));
    const other = filled(store.record.ids[0]!, 'b');
    memento.accept(JSON.stringify({ progress: other, progressId: other.ids[0] }));
    await until(() => isSame(state.read('progress'), merge(store.record, other)), 'the joined record is on disk');
    assert.deepEqual(itemsOf(store.record), ['r:a', 'r:b']);
  });

  it('takes in what another window did, without adding a record of its own', async () => {
    const state = new FakeState();
    const [left, right] = [open(state), open(state)];
    assert.equal(right.store.isFresh, true);
    await left.store.change(done('a'));
    await until(() => itemsOf(right.store.record).length === 1, 'the other window sees it');
    assert.deepEqual(right.store.record.ids, left.store.record.ids);
    assert.equal(right.store.isFresh, false);
    assert.equal(right.memento.updates, 0);
  });

  it('saves a change that is made while the last look finds everything stored', async () => {
    const state = new FakeState();
    const { store } = open(state);
    const second = store.change(done('a')).then(() => store.change(done('b')));
    await store.settled();
    await Promise.resolve();
    await second;
    assert.deepEqual(itemsOf(state.read('progress') as ProgressRecord), ['r:a', 'r:b']);
  });

  it('lets a view that asks for a change while it is told have it, and one that fails disturb nobody', async () => {
    const state = new FakeState();
    const { store, reports } = open(state);
    let seen = 0;
    store.onDidChange(() => {
      throw new Error('no paint left');
    });
    store.onDidChange(() => {
      seen += 1;
      void store.change(done('echo'));
    });
    await store.change(done('a'));
    await store.change(done('b'));
    assert.deepEqual(itemsOf(state.read('progress') as ProgressRecord), ['r:a', 'r:b', 'r:echo']);
    assert.ok(seen >= 2);
    assert.equal(reports.length, 1);
    assert.match(reports[0]!, /could not show.*no paint left.*It is safe/);
  });

  it('keeps what a reset or an earlier version put back elsewhere replaces', async () => {
    const state = new FakeState();
    const { store } = open(state);
    await store.change(done('mine'));
    const reset: ProgressRecord = { ...emptyRecord(store.record.ids[0]!), generation: 1 };
    state.store(JSON.stringify({ progress: reset, progressId: reset.ids[0] }), undefined);
    await until(() => store.record.generation === 1, 'the reset arrives');
    assert.deepEqual(itemsOf(store.record), []);
    const replaced = async () =>
      (await new Snapshots(folder).list()).find(({ name }) => name.startsWith('before replacing'));
    let kept = await replaced();
    for (let turn = 0; !kept && turn < 200; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      kept = await replaced();
    }
    assert.deepEqual(kept && itemsOf(kept.record), ['r:mine']);
  });

  describe('with an empty state', () => {
    it('offers an earlier version of another record, and does not take it by itself', async () => {
      await new Snapshots(folder).writeLatest(filled('somebody', 'a'), '2026-11-20');
      const { store, reports } = open(new FakeState());
      await store.heal();
      assert.deepEqual([itemsOf(store.record), store.isFresh, reports], [[], true, []]);
    });

    it('takes back its own record in silence', async () => {
      await new Snapshots(folder).writeLatest(filled('me', 'a', 'b'), '2026-11-20');
      const state = new FakeState({ progressId: 'me' });
      const { store, reports } = open(state);
      await store.heal();
      await store.settled();
      assert.deepEqual([itemsOf(store.record), reports], [['r:a', 'r:b'], []]);
      assert.deepEqual(itemsOf(state.read('progress') as ProgressRecord), ['r:a', 'r:b']);
    });

    it('begins a record where there is none', async () => {
      const { store, memento, reports } = open(new FakeState());
      await store.heal();
      assert.deepEqual([store.state, store.isFresh, memento.updates, reports], ['ready', true, 0, []]);
      await store.change(done('a'));
      assert.equal(store.isFresh, false);
    });
  });

  it('takes back what a reload cut off, and tells nobody where nothing was', async () => {
    const state = new FakeState({}, { flush: 1_000, arrive: () => 5 });
    const first = open(state);
    void first.store.change(done('a'));
    await until(() => itemsOf(first.store.record).length === 1, 'the change is made');
    await new Promise<void>((resolve, reject) => {
      const look = () =>
        void new Snapshots(folder).list().then((found) => (found.length > 0 ? resolve() : setTimeout(look, 5)), reject);
      look();
    });
    state.close(first.memento);
    const again = new FakeState({
      progress: emptyRecord(first.store.record.ids[0]!),
      progressId: first.store.record.ids[0],
    });
    const second = open(again);
    let told = 0;
    second.store.onDidChange(() => (told += 1));
    await second.store.heal();
    assert.deepEqual([itemsOf(second.store.record), told], [['r:a'], 1]);
    await second.store.settled();
    await second.store.heal();
    assert.equal(told, 1);
  });

  describe('with a state that cannot be read', () => {
    const damaged = { schemaVersion: 1, ids: 'oops', lot: 'of work' };

    it('changes nothing before it was kept aside', async () => {
      const state = new FakeState({ progress: damaged });
      const { store, memento, reports } = open(state);
      assert.equal(store.state, 'unreadable');
      await store.change(done('a'));
      await store.change(done('b'));
      assert.deepEqual([itemsOf(store.record), memento.updates, reports.length], [[], 0, 1]);
      assert.match(reports[0]!, /^Waymark: nothing was changed/);
      assert.deepEqual(state.read('progress'), damaged);
    });

    it('puts the last good copy back, keeps what was found, and says so once', async () => {
      await new Snapshots(folder).writeLatest(filled('me', 'a'), '2026-11-20');
      const state = new FakeState({ progress: damaged, progressId: 'me' });
      const { store, reports } = open(state);
      await store.heal();
      await store.settled();
      assert.deepEqual([store.state, itemsOf(store.record), reports.length], ['ready', ['r:a'], 1]);
      assert.match(reports[0]!, /put back from the last good copy/);
      const aside = (await readdir(folder)).find((name) => name.startsWith('unreadable-'))!;
      assert.deepEqual(JSON.parse(await readFile(path.join(folder, aside), 'utf8')), damaged);
    });

    it('puts a daily copy back where the latest one is damaged too', async () => {
      await new Snapshots(folder).writeLatest(filled('me', 'a'), '2026-11-20');
      await writeFile(path.join(folder, 'me', 'latest.json'), '{"schemaVersion":1,"ids"');
      const { store, reports } = open(new FakeState({ progress: damaged, progressId: 'me' }));
      await store.heal();
      assert.deepEqual(itemsOf(store.record), ['r:a']);
      assert.match(reports[0]!, /put back/);
    });

    it('begins anew where there is no copy, with what was found kept aside', async () => {
      const { store, reports } = open(new FakeState({ progress: 'no record' }));
      await store.heal();
      assert.deepEqual([store.state, store.isFresh, reports.length], ['ready', true, 1]);
      assert.match(reports[0]!, /kept in .*unreadable-.*Restore Earlier Version/);
      await store.change(done('a'));
      assert.deepEqual(itemsOf(store.record), ['r:a']);
    });

    it('stays closed where it cannot be kept aside', async () => {
      await writeFile(path.join(folder, 'file'), '');
      const state = new FakeState({ progress: damaged });
      const { store, reports } = open(state, { snapshots: new Snapshots(path.join(folder, 'file', 'versions')) });
      await store.heal();
      await store.change(done('a'));
      assert.equal(store.state, 'unreadable');
      assert.deepEqual(state.read('progress'), damaged);
      assert.match(reports[0]!, /nothing will be changed/);
    });

    it('opens when another window mends it', async () => {
      const state = new FakeState({ progress: damaged });
      const { store } = open(state);
      state.store(JSON.stringify({ progress: filled('me', 'a'), progressId: 'me' }), undefined);
      await until(() => store.state === 'ready', 'the store is ready');
      assert.deepEqual(itemsOf(store.record), ['r:a']);
    });

    it('keeps it aside as well when it comes from elsewhere later', async () => {
      const state = new FakeState();
      const { store } = open(state);
      await store.change(done('a'));
      state.store(JSON.stringify({ progress: damaged }), undefined);
      await until(() => isSame(state.read('progress'), store.record), 'the good record is back');
      const aside = (await readdir(folder)).filter((name) => name.startsWith('unreadable-'));
      assert.equal(aside.length, 1);
    });
  });

  describe('with a record of a newer version', () => {
    const newer = { schemaVersion: 2, ids: ['me'], more: 'than we know' };

    it('shows nothing, changes nothing and says why', async () => {
      const state = new FakeState({ progress: newer, progressId: 'me' });
      const { store, memento, reports } = open(state);
      assert.equal(store.state, 'newer');
      await store.heal();
      await store.change(done('a'));
      store.look();
      await store.settled();
      assert.deepEqual([memento.updates, itemsOf(store.record)], [0, []]);
      assert.deepEqual(state.read('progress'), newer);
      assert.deepEqual(reports.length, 2);
      assert.match(reports[0]!, /newer version.*nothing will be changed/);
      assert.deepEqual(await readdir(folder), []);
    });

    it('never writes over one that arrives while the window is open', async () => {
      const state = new FakeState();
      const { store, memento } = open(state);
      await store.change(done('a'));
      memento.accept(JSON.stringify({ progress: newer, progressId: 'me' }));
      const before = memento.updates;
      await store.change(done('b'));
      await store.settled();
      assert.deepEqual([store.state, memento.updates], ['newer', before]);
      assert.deepEqual(memento.get('progress'), newer);
    });

    it('does not write over one that arrives between a change and its writing', async () => {
      const state = new FakeState();
      const { store, memento } = open(state);
      const saved = store.change(done('a'));
      memento.accept(JSON.stringify({ progress: newer, progressId: 'me' }));
      await saved;
      assert.deepEqual([store.state, memento.updates], ['newer', 0]);
    });
  });

  it('refuses a change after which the record could not be read again', async () => {
    const { store, memento, reports } = open(new FakeState());
    await store.change((record) => ({ ...record, minutes: { 'some day': { mb: '5+2' } } }));
    assert.deepEqual([store.record.minutes, memento.updates, reports.length], [{}, 0, 1]);
    await store.change(done('a'));
    assert.deepEqual(itemsOf(store.record), ['r:a']);
  });

  it('reports once when copies cannot be written, and the progress is saved all the same', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const state = new FakeState();
    const { store, reports } = open(state, { snapshots: new Snapshots(path.join(folder, 'file')) });
    await store.change(done('a'));
    await store.change(done('b'));
    await store.settled();
    assert.deepEqual(itemsOf(state.read('progress') as ProgressRecord), ['r:a', 'r:b']);
    assert.equal(reports.length, 1);
    assert.match(
      reports[0]!,
      /^Waymark could not write the safety copy of your progress \(.*(ENOTDIR|EEXIST).*\)\. Your progress itself is saved/,
    );
  });

  it('reports a full disk again only after copies went well in between', async () => {
    class FullDisk extends Snapshots {
      isFull = true;
      override writeLatest(record: ProgressRecord, today: string): Promise<void> {
        return this.isFull
          ? Promise.reject(new Error('ENOSPC: no space left on device'))
          : super.writeLatest(record, today);
      }
    }
    const disk = new FullDisk(folder);
    const { store, reports } = open(new FakeState(), { snapshots: disk });
    const tick = async (id: string) => {
      await store.change(done(id));
      await store.settled();
    };
    await tick('a');
    await tick('b');
    assert.equal(reports.length, 1);
    disk.isFull = false;
    await tick('c');
    assert.deepEqual(itemsOf((await disk.list())[0]!.record), ['r:a', 'r:b', 'r:c']);
    disk.isFull = true;
    await tick('d');
    assert.equal(reports.length, 2);
    assert.match(reports[1]!, /ENOSPC/);
  });

  it('reports once when VS Code refuses to save, and saves with the next change', async () => {
    const state = new FakeState();
    const { store, memento, reports } = open(state);
    memento.failure = new Error('the database is locked');
    await store.change(done('a'));
    await store.change(done('b'));
    assert.equal(reports.length, 1);
    assert.match(
      reports[0]!,
      /^Waymark could not save your progress \(the database is locked\)\. It is kept in this window and in a copy on disk/,
    );
    memento.failure = undefined;
    await store.change(done('c'));
    assert.deepEqual(itemsOf(state.read('progress') as ProgressRecord), ['r:a', 'r:b', 'r:c']);
    assert.equal(valueOf(store.record, 'status', 'r:a'), 'done');
  });

  it('keeps what another window wrote to the copy on disk', async () => {
    await mkdir(folder, { recursive: true });
    const [left, right] = [new Snapshots(folder), new Snapshots(folder)];
    const before = filled('me', 'a');
    await left.writeLatest(merge(before, filled('me', 'left')), '2026-11-21');
    await right.writeLatest(merge(before, filled('me', 'right')), '2026-11-21');
    await right.writeLatest(merge(before, filled('me', 'right', 'more')), '2026-11-21');
    const latest = (await left.list()).find(({ name }) => name === 'latest')!;
    assert.deepEqual(itemsOf(latest.record), ['r:a', 'r:left', 'r:more', 'r:right']);
  });
});

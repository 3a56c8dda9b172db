import type { Memento } from 'vscode';
import { includes, isSame, merge } from '../learning/progress/merge.ts';
import { readRecord, type ReadRecord } from '../learning/progress/readRecord.ts';
import { emptyRecord, type DayLabel, type ProgressRecord } from '../learning/progress/record.ts';
import type { Moment } from '../learning/progress/stamp.ts';
import type { Snapshots } from './snapshots.ts';

/** Stored names; never change one. Both are synced by VS Code's Settings Sync. */
const recordKey = 'progress';
const idKey = 'progressId';

/** What the store needs from outside. */
export interface StoreSurroundings {
  readonly memento: Memento & { setKeysForSync(keys: readonly string[]): void };
  readonly snapshots: Pick<Snapshots, 'list' | 'listLatest' | 'writeLatest' | 'writeBefore' | 'keepAside'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly today: () => DayLabel;
  /** 4 to 12 characters of `0-9a-z`, new for every activation. */
  readonly session: string;
  /** A random id for a record that begins here. */
  readonly newId: () => string;
  /** Tells the learner, once, in a sentence. */
  readonly report: (message: string) => void;
  /** Shorter in tests. */
  readonly settleMilliseconds?: number | undefined;
  readonly pollMilliseconds?: number | undefined;
}

/** Whether and why the record can or cannot be written. */
export type StoreState = 'ready' | 'newer' | 'unreadable';

/** A pure change of the record. */
export type Change = (record: ProgressRecord, moment: Moment) => ProgressRecord;

/** Between a write and the look whether it stayed: another window's write takes up to about a quarter of a second to arrive. */
const settleMilliseconds = 250;
const pollMilliseconds = 1_000;

/**
 * The only writer of progress, and the only user of the Memento.
 * VS Code keeps global state as one object, another window's write replaces it, and there is no event:
 * so each change is merged, written, and read back until it is seen, and a light poll takes in what other windows did.
 */
export class ProgressStore {
  private known: ProgressRecord;
  /** What the global state held when it was last looked at, and what that says: parsed once for each value. */
  private seen: { readonly value: unknown; readonly found: ReadRecord };
  private absorbed: ReadRecord;
  private storeState: StoreState = 'ready';
  private fresh: boolean;
  private writing: Promise<void> | undefined;
  private snapshotting: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly timer: NodeJS.Timeout;
  /** What the learner was told and need not be told again until it went well once. */
  private readonly told = new Set<'refused' | 'notSaved' | 'notCopied' | 'notShown'>();

  constructor(private readonly surroundings: StoreSurroundings) {
    const { memento } = surroundings;
    memento.setKeysForSync([recordKey, idKey]);
    const value = memento.get(recordKey);
    const found = readRecord(value);
    this.seen = { value, found };
    this.absorbed = found;
    const id = memento.get(idKey);
    this.fresh = found.state === 'empty' && typeof id !== 'string';
    this.known =
      found.state === 'good' ? found.record : emptyRecord(typeof id === 'string' ? id : surroundings.newId());
    if (found.state === 'newer') this.storeState = 'newer';
    if (found.state === 'damaged') this.storeState = 'unreadable';
    this.timer = setInterval(() => this.look(), surroundings.pollMilliseconds ?? pollMilliseconds);
    this.timer.unref();
  }

  /** Everything known now: what this window did and what it has seen of others. */
  get record(): ProgressRecord {
    return this.known;
  }

  get state(): StoreState {
    return this.storeState;
  }

  /** Whether this profile has no progress of its own yet, so that an earlier version on disk may be offered. */
  get isFresh(): boolean {
    return this.fresh;
  }

  /** Called after every change, whoever made it. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** Takes in this record's own snapshot, which heals empty or damaged state and a write that a reload cut off. Call once after activation. */
  async heal(): Promise<void> {
    const { snapshots, memento, report, now } = this.surroundings;
    if (this.storeState === 'newer') {
      report(
        'Waymark: your progress was written by a newer version of Waymark. It is safe and shown as empty here; nothing will be changed. Update Waymark to go on.',
      );
      return;
    }
    try {
      const versions = await (this.absorbed.state === 'good' ? snapshots.listLatest() : snapshots.list());
      this.absorb();
      // Every version of this record is a state that it once had: joining them takes nothing back and brings back what was lost.
      const own = versions.filter(({ record }) => isSameLearner(record, this.known));
      if (this.storeState === 'unreadable') {
        const file = await snapshots.keepAside(memento.get(recordKey), now());
        this.storeState = 'ready';
        this.fresh = own.length === 0;
        report(
          own.length > 0
            ? `Waymark: the stored progress could not be read, so it was put back from the last good copy on this machine. What was found is kept in ${file}.`
            : `Waymark: the stored progress could not be read. What was found is kept in ${file}. Choose “Waymark: Restore Earlier Version” to put back a copy from this machine.`,
        );
      }
      const healed = own.reduce((record, snapshot) => merge(record, snapshot.record), this.known);
      if (!isSame(healed, this.known)) void this.take(healed);
    } catch (error) {
      report(
        `Waymark could not read its copies of your progress (${messageOf(error)}). ${this.storeState === 'unreadable' ? 'The stored progress cannot be read either, so nothing will be changed. Free the folder or reload the window to try again.' : 'Your progress itself is fine.'}`,
      );
    }
  }

  /**
   * Changes the record. Views see it at once; the promise resolves when it was read back from the global state.
   * `fn` is pure and may be given a record that other windows changed meanwhile.
   */
  change(fn: Change): Promise<void> {
    const { now, session } = this.surroundings;
    this.takeIn();
    if (this.storeState !== 'ready') {
      this.tellOnce(
        'refused',
        this.storeState === 'newer'
          ? 'Waymark: nothing was changed, because your progress belongs to a newer version of Waymark. Update Waymark to go on.'
          : 'Waymark: nothing was changed, because the stored progress cannot be read. Reload the window; if that does not help, choose “Waymark: Restore Earlier Version”.',
      );
      return Promise.resolve();
    }
    const next = fn(this.known, { now: now(), session });
    if (next === this.known) return Promise.resolve();
    const checked = readRecord(next);
    if (checked.state !== 'good') {
      // Written, it could never be read again.
      this.tellOnce(
        'refused',
        `Waymark: that change was not made, because your progress could not be read after it (${checked.state === 'damaged' ? checked.reason : checked.state}). Nothing is lost; please report this.`,
      );
      return Promise.resolve();
    }
    this.fresh = false;
    return this.take(next);
  }

  /** Re-reads the global state now: on focus, and by the poll. */
  look(): void {
    if (this.surroundings.memento.get(recordKey) === this.seen.value) return;
    this.takeIn();
    if (this.storeState === 'ready') void this.write();
  }

  /** Resolves when nothing is waiting to be written. */
  async settled(): Promise<void> {
    while (this.writing ?? this.snapshotting) {
      await this.writing;
      await this.snapshotting;
    }
  }

  dispose(): void {
    clearInterval(this.timer);
    this.listeners.clear();
  }

  private take(next: ProgressRecord): Promise<void> {
    this.known = next;
    this.copy();
    const written = this.write();
    this.tell();
    return written;
  }

  /** Joins what the global state holds to what is known, and says so where that is news. */
  private takeIn(): void {
    const before = this.known;
    this.absorb();
    if (this.known === before) return;
    this.copy();
    this.tell();
  }

  private absorb(): void {
    const now = this.stored();
    if (now === this.absorbed) return;
    this.absorbed = now;
    if (now.state === 'newer') this.storeState = 'newer';
    if (now.state !== 'good') return;
    if (this.storeState === 'unreadable') this.storeState = 'ready';
    if (now.record.generation > this.known.generation && !this.fresh) this.keepReplaced(this.known);
    // A window in which nothing happened yet brings no record of its own.
    const joined = this.fresh ? now.record : merge(this.known, now.record);
    this.fresh = false;
    if (!isSame(joined, this.known)) this.known = joined;
  }

  private stored(): ReadRecord {
    const value: unknown = this.surroundings.memento.get(recordKey);
    if (value !== this.seen.value) {
      this.seen = {
        value,
        found: isSame(value, this.known) ? { state: 'good', record: this.known } : readRecord(value),
      };
    }
    return this.seen.found;
  }

  private isStored(): boolean {
    const found = this.stored();
    return found.state === 'good' && includes(found.record, this.known);
  }

  private write(): Promise<void> {
    this.writing ??= this.writeUntilSeen();
    return this.writing;
  }

  private async writeUntilSeen(): Promise<void> {
    const { memento, snapshots, now } = this.surroundings;
    try {
      // A turn later: changes made together are one write, and `writing` is set before this can end.
      await Promise.resolve();
      for (;;) {
        this.takeIn();
        if (this.storeState !== 'ready' || this.isStored()) break;
        if (this.seen.found.state === 'damaged') {
          const { value } = this.seen;
          await snapshots.keepAside(value, now());
          if (memento.get(recordKey) !== value) continue;
        }
        const { known } = this;
        await memento.update(recordKey, known);
        if (memento.get(idKey) !== known.ids[0]) await memento.update(idKey, known.ids[0]);
        await new Promise((resolve) => setTimeout(resolve, this.surroundings.settleMilliseconds ?? settleMilliseconds));
      }
      this.told.delete('notSaved');
    } catch (error) {
      this.tellOnce(
        'notSaved',
        `Waymark could not save your progress (${messageOf(error)}). It is kept in this window and in a copy on disk; the next change tries again.`,
      );
    } finally {
      // In the same turn as the last look, so that no change falls between the two.
      this.writing = undefined;
    }
  }

  private copy(): void {
    this.snapshotting ??= this.copyLatest();
  }

  private async copyLatest(): Promise<void> {
    const { snapshots, today } = this.surroundings;
    try {
      await Promise.resolve();
      let copied: ProgressRecord | undefined;
      while (copied !== this.known) {
        copied = this.known;
        await snapshots.writeLatest(copied, today());
      }
      this.told.delete('notCopied');
    } catch (error) {
      this.tellNotCopied(error);
    } finally {
      this.snapshotting = undefined;
    }
  }

  /** Another machine put an earlier version back or reset everything: what this one had can be restored from a version on disk. */
  private keepReplaced(record: ProgressRecord): void {
    const { snapshots, now } = this.surroundings;
    snapshots.writeBefore('replacing', record, now()).catch((error: unknown) => this.tellNotCopied(error));
  }

  private tellNotCopied(error: unknown): void {
    this.tellOnce(
      'notCopied',
      `Waymark could not write the safety copy of your progress (${messageOf(error)}). Your progress itself is saved in VS Code; free some space to get copies again.`,
    );
  }

  private tellOnce(what: 'refused' | 'notSaved' | 'notCopied' | 'notShown', message: string): void {
    if (this.told.has(what)) return;
    this.told.add(what);
    this.surroundings.report(message);
  }

  /** A view that fails must not keep progress from being saved. */
  private tell(): void {
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        this.tellOnce(
          'notShown',
          `Waymark could not show a change of your progress (${messageOf(error)}). It is safe; reload the window to see it.`,
        );
      }
    }
  }
}

/** Two records are the same learner's when they share an id. */
export function isSameLearner(a: ProgressRecord, b: ProgressRecord): boolean {
  return a.ids.some((id) => b.ids.includes(id));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

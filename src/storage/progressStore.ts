import type { Memento } from 'vscode';
import { includes, merge } from '../learning/progress/merge.ts';
import { readRecord } from '../learning/progress/readRecord.ts';
import { emptyRecord, type DayLabel, type ProgressRecord } from '../learning/progress/record.ts';
import type { Moment } from '../learning/progress/stamp.ts';
import type { Snapshots } from './snapshots.ts';

/** Stored names; never change one. Both are synced by VS Code's Settings Sync. */
const recordKey = 'progress';
const idKey = 'progressId';

/** What the store needs from outside. */
export interface StoreSurroundings {
  readonly memento: Memento & { setKeysForSync(keys: readonly string[]): void };
  readonly snapshots: Snapshots;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly today: () => DayLabel;
  /** 4 to 12 characters of `0-9a-z`, new for every activation. */
  readonly session: string;
  /** A random id for a record that begins here. */
  readonly newId: () => string;
  /** Tells the learner, once, in a sentence. */
  readonly report: (message: string) => void;
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
  private seen: unknown;
  private storeState: StoreState = 'ready';
  private writing: Promise<void> | undefined;
  private snapshotting: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly timer: NodeJS.Timeout;
  private reported = false;
  private snapshotFailed = false;
  private fresh: boolean;

  constructor(private readonly surroundings: StoreSurroundings) {
    const { memento } = surroundings;
    memento.setKeysForSync([recordKey, idKey]);
    this.seen = memento.get(recordKey);
    const found = readRecord(this.seen);
    const id = memento.get(idKey);
    this.fresh = found.state === 'empty' && typeof id !== 'string';
    this.known = found.state === 'good' ? found.record : emptyRecord(typeof id === 'string' ? id : surroundings.newId());
    if (found.state === 'newer') this.storeState = 'newer';
    if (found.state === 'damaged') this.storeState = 'unreadable';
    this.timer = setInterval(() => this.look(), pollMilliseconds);
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
      report('Waymark: your progress was written by a newer version of Waymark. It is safe and shown as empty here; nothing will be changed. Update Waymark to go on.');
      return;
    }
    try {
      const own = (await snapshots.list()).filter(({ record }) => isSameLearner(record, this.known));
      const healed = own.filter(({ name }) => name === 'latest').reduce((record, snapshot) => merge(record, snapshot.record), this.known);
      if (this.storeState === 'unreadable') {
        const file = await snapshots.keepAside(memento.get(recordKey), now());
        const idKnown = typeof memento.get(idKey) === 'string' && own.length > 0;
        this.storeState = 'ready';
        this.fresh = !idKnown;
        report(
          idKnown
            ? `Waymark: the stored progress could not be read, so it was put back from the last good copy on this machine. What was found is kept in ${file}.`
            : `Waymark: the stored progress could not be read. What was found is kept in ${file}. Choose “Waymark: Restore Earlier Version” to put back a copy from this machine.`,
        );
      }
      if (healed !== this.known) await this.take(healed);
    } catch (error) {
      report(`Waymark could not read its copies of your progress (${messageOf(error)}). ${this.storeState === 'unreadable' ? 'The stored progress cannot be read either, so nothing will be changed. Free the folder or reload the window to try again.' : 'Your progress itself is fine.'}`);
    }
  }

  /**
   * Changes the record. Views see it at once; the promise resolves when it was read back from the global state.
   * `fn` is pure and may be given a record that other windows changed meanwhile.
   */
  change(fn: Change): Promise<void> {
    const { now, session, report } = this.surroundings;
    if (this.storeState !== 'ready') {
      if (!this.reported) {
        this.reported = true;
        report(
          this.storeState === 'newer'
            ? 'Waymark: nothing was changed, because your progress belongs to a newer version of Waymark. Update Waymark to go on.'
            : 'Waymark: nothing was changed, because the stored progress cannot be read. Reload the window; if that does not help, choose “Waymark: Restore Earlier Version”.',
        );
      }
      return Promise.resolve();
    }
    this.absorb();
    const next = fn(this.known, { now: now(), session });
    if (next === this.known) return Promise.resolve();
    this.fresh = false;
    return this.take(next);
  }

  /** Re-reads the global state now: on focus, and by the poll. */
  look(): void {
    if (this.surroundings.memento.get(recordKey) === this.seen) return;
    const before = this.known;
    this.absorb();
    if (this.known !== before) this.tell();
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
    this.tell();
    this.copy();
    return this.write();
  }

  /** Joins what the global state holds to what is known. */
  private absorb(): void {
    const value = this.surroundings.memento.get(recordKey);
    if (value === this.seen) return;
    this.seen = value;
    const found = readRecord(value);
    if (found.state === 'good') {
      const joined = merge(this.known, found.record);
      if (!includes(this.known, joined)) this.known = joined;
    }
    if (found.state === 'newer') this.storeState = 'newer';
  }

  private isStored(): boolean {
    const found = readRecord(this.surroundings.memento.get(recordKey));
    return found.state === 'good' && includes(found.record, this.known);
  }

  private write(): Promise<void> {
    this.writing ??= this.writeUntilSeen().finally(() => (this.writing = undefined));
    return this.writing;
  }

  private async writeUntilSeen(): Promise<void> {
    const { memento, report } = this.surroundings;
    try {
      while (this.storeState === 'ready' && !this.isStored()) {
        const written = this.known;
        if (memento.get(idKey) !== written.ids[0]) await memento.update(idKey, written.ids[0]);
        await memento.update(recordKey, written);
        await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
        const before = this.known;
        this.absorb();
        if (this.known !== before) this.tell();
      }
    } catch (error) {
      report(`Waymark could not save your progress (${messageOf(error)}). It is kept in this window and in a copy on disk; the next change tries again.`);
    }
  }

  private copy(): void {
    this.snapshotting ??= this.copyLatest().finally(() => (this.snapshotting = undefined));
  }

  private async copyLatest(): Promise<void> {
    const { snapshots, today, report } = this.surroundings;
    try {
      let copied: ProgressRecord | undefined;
      while (copied !== this.known) {
        copied = this.known;
        await snapshots.writeLatest(copied, today());
      }
      this.snapshotFailed = false;
    } catch (error) {
      if (!this.snapshotFailed) {
        report(`Waymark could not write the safety copy of your progress (${messageOf(error)}). Your progress itself is saved in VS Code; free some space to get copies again.`);
      }
      this.snapshotFailed = true;
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Two records are the same learner's when they share an id. */
export function isSameLearner(a: ProgressRecord, b: ProgressRecord): boolean {
  return a.ids.some((id) => b.ids.includes(id));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

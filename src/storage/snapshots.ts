import { mkdir, readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { DayLabel, ProgressRecord } from '../learning/progress/record.ts';
import { readRecord } from '../learning/progress/readRecord.ts';
import { readIfThere, writeAtomically } from './atomicFile.ts';

/** An earlier version of a record on disk. */
export interface Snapshot {
  readonly file: string;
  readonly record: ProgressRecord;
  /** `latest`, `day 2026-11-21` or `before reset 2026-11-21T10:00`. */
  readonly name: string;
}

const dailyKept = 7;
const specialKept = 20;

/**
 * The one door to earlier versions: `<folder>/<record id>/latest.json`, seven daily ones, and one before each reset or import.
 * Files are shared by all windows and profiles of this machine, so a record's id is part of the path.
 */
export class Snapshots {
  constructor(private readonly folder: string) {}

  /** Writes the latest state, and the day's first one beside it. */
  async writeLatest(record: ProgressRecord, today: DayLabel): Promise<void> {
    const folder = this.folderOf(record);
    const content = JSON.stringify(record);
    await writeAtomically(path.join(folder, 'latest.json'), content);
    const daily = path.join(folder, `day-${today}.json`);
    if ((await readIfThere(daily)) === undefined) {
      await writeAtomically(daily, content);
      await this.prune(folder, 'day-', dailyKept);
    }
  }

  /** Writes a version that the learner can come back to. `reason` is one word; `at` is in milliseconds since 1970. */
  async writeBefore(reason: string, record: ProgressRecord, at: number): Promise<void> {
    const folder = this.folderOf(record);
    const time = new Date(at).toISOString().replaceAll(':', '-');
    await writeAtomically(path.join(folder, `before-${reason}-${time}.json`), JSON.stringify(record));
    await this.prune(folder, 'before-', specialKept);
  }

  /** Keeps what cannot be read, as it was found. Throws when it cannot be kept. */
  async keepAside(value: unknown, at: number): Promise<string> {
    const file = path.join(this.folder, `unreadable-${new Date(at).toISOString().replaceAll(':', '-')}.json`);
    await writeAtomically(file, typeof value === 'string' ? value : JSON.stringify(value));
    return file;
  }

  /** Every readable version, newest state first. Files that cannot be read are left alone. */
  async list(): Promise<readonly Snapshot[]> {
    const ids = await this.entries(this.folder);
    const files = await Promise.all(
      ids.map(async (id) => (await this.entries(path.join(this.folder, id))).map((name) => path.join(this.folder, id, name))),
    );
    const snapshots = await Promise.all(files.flat().filter((file) => file.endsWith('.json')).map((file) => this.read(file)));
    return snapshots.filter((snapshot) => snapshot !== undefined).toSorted((a, b) => order(b) - order(a) || (a.name < b.name ? 1 : -1));
  }

  private async read(file: string): Promise<Snapshot | undefined> {
    const text = await readIfThere(file);
    if (text === undefined) return undefined;
    const found = readRecord(parsed(text));
    if (found.state !== 'good') return undefined;
    return { file, record: found.record, name: path.basename(file, '.json').replace(/^day-/, 'day ').replace(/^before-/, 'before ') };
  }

  private async entries(folder: string): Promise<readonly string[]> {
    await mkdir(folder, { recursive: true });
    return readdir(folder, { withFileTypes: true }).then((entries) =>
      entries.filter((entry) => entry.isDirectory() || entry.name.endsWith('.json')).map(({ name }) => name).filter((name) => !name.startsWith('unreadable-')),
    );
  }

  private folderOf(record: ProgressRecord): string {
    return path.join(this.folder, (record.ids[0] ?? 'unknown').replaceAll(/[^A-Za-z0-9-]/g, '_'));
  }

  private async prune(folder: string, prefix: string, keep: number): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.endsWith('.json')).toSorted();
    await Promise.all(names.slice(0, -keep).map((name) => rm(path.join(folder, name), { force: true })));
  }
}

function order({ name }: Snapshot): number {
  return name === 'latest' ? 1 : 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A file cut short is no snapshot; `readRecord` says so.
    return error instanceof SyntaxError ? undefined : String(error);
  }
}

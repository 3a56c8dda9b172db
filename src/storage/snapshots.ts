import { readdir, rm, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import * as path from 'node:path';
import { merge } from '../learning/progress/merge.ts';
import type { DayLabel, ProgressRecord } from '../learning/progress/record.ts';
import { readRecord } from '../learning/progress/readRecord.ts';
import { isCode, jsonOf, readIfThere, writeAtomically } from './atomicFile.ts';

/** An earlier version of a record on disk. */
export interface Snapshot {
  readonly file: string;
  readonly record: ProgressRecord;
  /** `latest`, `day 2026-11-21` or `before reset 2026-11-21T10-00-00.000Z`. */
  readonly name: string;
}

const dailyKept = 7;
const specialKept = 20;
const abandonedAfterMilliseconds = 3_600_000;

/**
 * The one door to earlier versions: `<folder>/<record id>/latest.json`, seven daily ones, and one before each reset or import.
 * Files are shared by all windows and profiles of this machine, so a record's id is part of the path.
 */
export class Snapshots {
  /** What this window wrote last, so that it need not be parsed again. */
  private written: { readonly text: string; readonly record: ProgressRecord } | undefined;

  constructor(private readonly folder: string) {}

  /** Writes the latest state joined to what is there (another window may have written it), and the day's first one beside it. */
  async writeLatest(record: ProgressRecord, today: DayLabel): Promise<void> {
    const folder = this.folderOf(record);
    const latest = path.join(folder, 'latest.json');
    const before = await readIfThere(latest);
    const found = before === undefined || before === this.written?.text ? undefined : readRecord(jsonOf(before));
    if (found?.state === 'newer') throw new Error('the copy there was written by a newer version of Waymark');
    const known =
      found?.state === 'good' ? found.record : before === this.written?.text ? this.written?.record : undefined;
    const joined = known ? merge(known, record) : record;
    const content = JSON.stringify(joined);
    if (content !== before) await writeAtomically(latest, content);
    this.written = { text: content, record: joined };
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
  list(): Promise<readonly Snapshot[]> {
    return this.readAll(() => true);
  }

  /** The latest state of every record: a year's version takes 20 milliseconds to read, and there may be dozens. */
  listLatest(): Promise<readonly Snapshot[]> {
    return this.readAll((name) => name === 'latest.json');
  }

  private async readAll(isWanted: (name: string) => boolean): Promise<readonly Snapshot[]> {
    const folders = (await entriesOf(this.folder)).filter((entry) => entry.isDirectory());
    const files = await Promise.all(
      folders.map(async ({ name: id }) =>
        (await entriesOf(path.join(this.folder, id)))
          .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && isWanted(entry.name))
          .map(({ name }) => path.join(this.folder, id, name)),
      ),
    );
    const snapshots = await Promise.all(files.flat().map(readSnapshot));
    return snapshots
      .filter((snapshot) => snapshot !== undefined)
      .toSorted((a, b) => (timeIn(a.name) < timeIn(b.name) ? 1 : -1));
  }

  private folderOf(record: ProgressRecord): string {
    return path.join(this.folder, (record.ids[0] ?? 'unknown').replaceAll(/[^A-Za-z0-9-]/g, '_'));
  }

  private async prune(folder: string, prefix: string, keep: number): Promise<void> {
    const names = await readdir(folder);
    const kept = names
      .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
      .toSorted((a, b) => (timeIn(a) < timeIn(b) ? 1 : -1));
    await Promise.all(kept.slice(keep).map((name) => rm(path.join(folder, name), { force: true })));
    await Promise.all(
      names.filter((name) => name.endsWith('.tmp')).map((name) => removeAbandoned(path.join(folder, name))),
    );
  }
}

/** What a write that was cut off left behind. A young one may belong to another window that is writing now. */
async function removeAbandoned(file: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > abandonedAfterMilliseconds) await rm(file, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

async function readSnapshot(file: string): Promise<Snapshot | undefined> {
  const text = await readIfReadable(file);
  const found = readRecord(text === undefined ? undefined : jsonOf(text));
  if (found.state !== 'good') return undefined;
  return {
    file,
    record: found.record,
    name: path
      .basename(file, '.json')
      .replace(/^day-/, 'day ')
      .replace(/^(before-[^-]*)-/, '$1 ')
      .replace('before-', 'before '),
  };
}

/** One file that may not be read hides itself, not the others. */
async function readIfReadable(file: string): Promise<string | undefined> {
  try {
    return await readIfThere(file);
  } catch (error) {
    if (isCode(error, 'EACCES') || isCode(error, 'EPERM') || isCode(error, 'EIO')) return undefined;
    throw error;
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** The date in a version's name; `latest` has none and comes first. */
function timeIn(name: string): string {
  return /\d{4}-\d{2}-\d{2}.*/.exec(name)?.[0] ?? '~';
}

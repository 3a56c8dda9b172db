import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readFile, realpath, rmdir, unlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep, isAbsolute } from 'node:path';
import { manifestPath, manifestSchema, originalPathOf, type Manifest } from '../learning/starter/manifest.ts';
import { foldersOf } from '../learning/starter/paths.ts';
import type { Existing, ScaffoldPlan } from '../learning/starter/planScaffold.ts';

/** The two writes that making a project needs; replaced in tests to meet full disks. */
export interface ProjectDisk {
  /** Makes a new file and fails with EEXIST where something is. */
  readonly createFile: (path: string, content: string, executable: boolean) => Promise<void>;
  /** Makes one folder and fails with EEXIST where something is. */
  readonly createFolder: (path: string) => Promise<void>;
}

export interface CreateProjectOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each file with the number of files done and of all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly now?: (() => Date) | undefined;
  readonly disk?: ProjectDisk | undefined;
}

/**
 * What became of it. On `cancelled` and `failed`, everything that this run made is gone again,
 * except `left`: what somebody changed in the meantime, or what could not be removed.
 */
export type CreatedProject =
  | { readonly outcome: 'created'; readonly manifest: Manifest }
  | { readonly outcome: 'cancelled'; readonly left: readonly string[] }
  | { readonly outcome: 'failed'; readonly message: string; readonly left: readonly string[] };

/** Writes what the plan says into `folder`, which may be missing. Existing files are never opened for writing. */
export async function createProject(
  plan: ScaffoldPlan,
  folder: string,
  options: CreateProjectOptions = {},
): Promise<CreatedProject> {
  const refused = plan.entries.find((entry) => entry.state === 'refused');
  if (refused !== undefined) {
    return {
      outcome: 'failed',
      message: `Waymark did not create the project, because ${refused.file.path} ${refused.reason}. Nothing was written. Choose another folder.`,
      left: [],
    };
  }
  const root = resolve(folder);
  const found = await findProject(root);
  if (found !== undefined && 'problem' in found) return { outcome: 'failed', message: found.problem, left: [] };
  if (found !== undefined) {
    return {
      outcome: 'failed',
      message: `Waymark did not create the project, because ${root} already holds one. Nothing was written. Open that folder, or choose another.`,
      left: [],
    };
  }
  const manifest = manifestOf(plan, options.now?.() ?? new Date());
  const writes = writesOf(plan, manifest);
  const run = new ProjectRun(root, options.disk ?? nodeDisk);
  try {
    await run.ensureFolder(root);
    for (const [index, write] of writes.entries()) {
      if (options.signal?.aborted === true) return { outcome: 'cancelled', left: await run.rollBack() };
      await run.create(write);
      options.onProgress?.(index + 1, writes.length);
    }
  } catch (error) {
    const left = await run.rollBack();
    return { outcome: 'failed', message: messageOf(error, root, left), left };
  }
  return { outcome: 'created', manifest };
}

/**
 * Looks at the paths of a starter in a folder. A path where nothing stands is left out.
 * Links are not followed out of the folder, and never at the file itself.
 */
export async function readExisting(folder: string, paths: readonly string[]): Promise<readonly Existing[]> {
  const root = resolve(folder);
  const existing: Existing[] = [];
  for (const path of paths) {
    try {
      const entry = await readEntry(root, path);
      if (entry !== undefined) existing.push(entry);
    } catch (error) {
      if (codeOf(error) === '') throw error;
      existing.push({ path, kind: 'obstacle', reason: `cannot be looked at there (${codeOf(error)})` });
    }
  }
  return existing;
}

/** Reads the manifest of the project in `folder`: nothing where there is none, a sentence where it cannot be used. */
export async function findProject(
  folder: string,
): Promise<{ readonly manifest: Manifest } | { readonly problem: string } | undefined> {
  const path = join(folder, manifestPath);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsence(error)) return undefined;
    return {
      problem: `Waymark could not read ${path} (${codeOf(error)}). Your files are untouched. Check that you may read this file.`,
    };
  }
  try {
    const manifest = manifestSchema.safeParse(JSON.parse(text));
    if (manifest.success) return { manifest: manifest.data };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return {
    problem: `Waymark cannot use ${path}: it is damaged or comes from a newer version. Your files are untouched. Restore the file, or update Waymark.`,
  };
}

/** SHA-256 of a text as UTF-8, hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const nodeDisk: ProjectDisk = {
  createFile: async (path, content, executable) => {
    const file = await open(path, 'wx', executable ? 0o777 : 0o666);
    try {
      await file.writeFile(content, 'utf8');
    } finally {
      await file.close();
    }
  },
  createFolder: async (path) => {
    await mkdir(path);
  },
};

interface Write {
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}

function writesOf(plan: ScaffoldPlan, manifest: Manifest): readonly Write[] {
  const files = plan.entries
    .filter((entry) => entry.state === 'create')
    .map(({ file }) => ({ path: file.path, content: file.content, executable: file.executable ?? false }));
  const originals = plan.entries.map(({ file }) => ({
    path: originalPathOf(file.path),
    content: file.content,
    executable: false,
  }));
  // The manifest comes last: a folder is a project only when everything is there.
  return [
    ...files,
    ...originals,
    { path: manifestPath, content: `${JSON.stringify(manifest, undefined, 2)}\n`, executable: false },
  ];
}

function manifestOf(plan: ScaffoldPlan, now: Date): Manifest {
  const { id, version, roadmap, section } = plan.starter;
  return {
    schemaVersion: 1,
    projectId: randomUUID(),
    roadmap,
    section,
    starter: { id, version },
    createdAt: now.toISOString(),
    files: Object.fromEntries(plan.entries.map(({ file }) => [file.path, file.hash])),
  };
}

/** One run of `createProject`: remembers what it made, so that it can take back exactly that. */
class ProjectRun {
  readonly #root: string;
  readonly #disk: ProjectDisk;
  readonly #folders: string[] = [];
  readonly #files: { readonly path: string; readonly content: string; readonly complete: boolean }[] = [];

  constructor(root: string, disk: ProjectDisk) {
    this.#root = root;
    this.#disk = disk;
  }

  async create(write: Write): Promise<void> {
    for (const folder of foldersOf(write.path)) await this.ensureFolder(join(this.#root, folder));
    const path = join(this.#root, write.path);
    if (!isInside(await realpath(this.#root), await realpath(dirname(path)))) throw new LeavesFolderError(write.path);
    try {
      await this.#disk.createFile(path, write.content, write.executable);
    } catch (error) {
      // EEXIST means that the file is somebody else's; after any other error a first part of it may stand there.
      if (codeOf(error) !== 'EEXIST') this.#files.push({ path, content: write.content, complete: false });
      throw error;
    }
    this.#files.push({ path, content: write.content, complete: true });
  }

  async ensureFolder(path: string): Promise<void> {
    if (await isFolder(path)) return;
    if (dirname(path) !== path) await this.ensureFolder(dirname(path));
    try {
      await this.#disk.createFolder(path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST' && (await isFolder(path))) return;
      throw error;
    }
    this.#folders.push(path);
  }

  /** Removes what this run made and nobody changed; gives back what had to stay. */
  async rollBack(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const file of [...this.#files].reverse()) {
      try {
        const content = await readFile(file.path, 'utf8');
        if (file.complete ? content === file.content : file.content.startsWith(content.replace(/\uFFFD$/, '')))
          await unlink(file.path);
        else left.push(file.path);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') left.push(file.path);
      }
    }
    for (const folder of [...this.#folders].reverse()) {
      try {
        await rmdir(folder);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') left.push(folder);
      }
    }
    return left;
  }
}

class LeavesFolderError extends Error {
  constructor(readonly path: string) {
    super(`${path} lies behind a link that leaves the folder`);
  }
}

async function readEntry(root: string, path: string): Promise<Existing | undefined> {
  for (const folder of foldersOf(path)) {
    const absolute = join(root, folder);
    const status = await statusOf(absolute);
    if (status === undefined) return undefined;
    if (status.isSymbolicLink()) {
      if (!(await isFolder(absolute)))
        return { path, kind: 'obstacle', reason: `needs the folder ${folder}, where a link stands` };
      if (!isInside(await realpath(root), await realpath(absolute)))
        return {
          path,
          kind: 'obstacle',
          reason: `would be written outside the folder, because ${folder} is a link that leaves it`,
        };
    } else if (!status.isDirectory())
      return { path, kind: 'obstacle', reason: `needs the folder ${folder}, where a file stands` };
  }
  const absolute = join(root, path);
  const status = await statusOf(absolute);
  if (status === undefined) return undefined;
  if (status.isSymbolicLink()) return { path, kind: 'obstacle', reason: 'is a link there' };
  if (!status.isFile()) return { path, kind: 'obstacle', reason: 'is a folder there' };
  return { path, kind: 'file', hash: hashOf(await readFile(absolute)) };
}

async function statusOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** A path that is too long for the disk leads to nothing, either; creating it will say why it fails. */
function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error));
}

async function isFolder(path: string): Promise<boolean> {
  const status = await statusOf(path);
  if (status?.isSymbolicLink() !== true) return status?.isDirectory() ?? false;
  try {
    return (await lstat(await realpath(path))).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ELOOP') return false;
    throw error;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function messageOf(error: unknown, root: string, left: readonly string[]): string {
  const safe =
    left.length === 0
      ? 'Your files are as they were before.'
      : `Your own files are untouched; these could not be taken back: ${left.join(', ')}.`;
  return `Waymark could not create the project in ${root}: ${causeOf(error)} ${safe}${nextStepOf(error)}`;
}

function causeOf(error: unknown): string {
  if (error instanceof LeavesFolderError) return `${error.message}.`;
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'you may not write there.';
    case 'EROFS':
      return 'the disk is read-only.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full.';
    case 'EEXIST':
      return 'a file of the same name appeared in the meantime.';
    case 'ENOTDIR':
      return 'a file stands where a folder is needed.';
    case 'ENAMETOOLONG':
      return 'the path is too long for this disk.';
    default:
      return error instanceof Error ? `${error.message}.` : 'something unexpected happened.';
  }
}

function nextStepOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return ' Free some space and try again.';
    case 'ENAMETOOLONG':
      return ' Choose a folder with a shorter path.';
    default:
      return ' Choose another folder, or try again.';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

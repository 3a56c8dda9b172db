import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Manifest } from '../learning/starter/manifest.ts';
import { isCode } from './atomicFile.ts';
import type { Places, ProjectPlace } from './places.ts';
import { findProject } from './projectFiles.ts';

/** Where the learner's projects are on this machine: those that were created here, and those found in open folders. */
export class Projects {
  private found: readonly ProjectPlace[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(private readonly places: Places) {}

  /** Called when projects were found or went away. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** Projects that exist now. */
  get all(): readonly ProjectPlace[] {
    return this.found;
  }

  /** Folders of a section's project, the newest last. */
  foldersOf(roadmap: string, section: string): readonly string[] {
    return this.found
      .filter((place) => place.roadmap === roadmap && place.section === section)
      .map(({ folder }) => folder);
  }

  /** The project that a file or folder belongs to: the innermost one. */
  projectOf(file: string): ProjectPlace | undefined {
    return this.found
      .filter(({ folder }) => isInside(folder, file))
      .toSorted((a, b) => b.folder.length - a.folder.length)[0];
  }

  /** Remembers a project that was just created. */
  async add(manifest: Manifest, folder: string): Promise<void> {
    const place = placeOf(manifest, folder);
    await this.places.change((places) => ({
      ...places,
      projects: [...places.projects.filter((other) => other.folder !== folder), place],
    }));
    await this.refresh([]);
  }

  /** Looks again: at the folders known, and at `roots` (open workspace folders) and the folders right below them. */
  async refresh(roots: readonly string[]): Promise<void> {
    const known = (await this.places.read()).projects.map(({ folder }) => folder);
    const below = await Promise.all(roots.map(foldersBelow));
    const folders = [...new Set([...known, ...this.found.map(({ folder }) => folder), ...roots, ...below.flat()])];
    const places = await Promise.all(folders.map(readPlace));
    const next = places.filter((place) => place !== undefined);
    const isNew = JSON.stringify(next) !== JSON.stringify(this.found);
    this.found = next;
    const unknown = next.filter(({ folder }) => !known.includes(folder));
    if (unknown.length > 0)
      await this.places.change((before) => ({ ...before, projects: [...before.projects, ...unknown] }));
    if (isNew) for (const listener of this.listeners) listener();
  }
}

/** Whether `file` is `folder` or lies in it. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}

async function readPlace(folder: string): Promise<ProjectPlace | undefined> {
  const project = await findProject(folder);
  return project && 'manifest' in project ? placeOf(project.manifest, folder) : undefined;
}

async function foldersBelow(root: string): Promise<readonly string[]> {
  try {
    if (!(await stat(root)).isDirectory()) return [];
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => path.join(root, name));
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'EACCES') || isCode(error, 'EPERM')) return [];
    throw error;
  }
}

function placeOf({ projectId, roadmap, section, starter }: Manifest, folder: string): ProjectPlace {
  return { projectId, folder, roadmap, section, starter: starter.id };
}

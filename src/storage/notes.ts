import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { isCode, readIfThere } from './atomicFile.ts';

/**
 * The learner's notes: one Markdown file a topic, project or phase, `<folder>/<roadmap>/<id>.md`.
 * They are ordinary files that VS Code's own editor edits; Waymark creates one and reads it, and never writes to it again.
 */
export class Notes {
  constructor(private readonly folder: () => string) {}

  /** The file of a section or phase. Ids hold no separators, see `idSchema`. */
  fileOf(roadmap: string, id: string): string {
    return path.join(this.folder(), roadmap, `${id}.md`);
  }

  /** Makes sure that the file exists, with a heading, and returns its path. */
  async ensure(roadmap: string, id: string, title: string): Promise<string> {
    const file = this.fileOf(roadmap, id);
    await mkdir(path.dirname(file), { recursive: true });
    try {
      await writeFile(file, `# ${title}\n\n`, { flag: 'wx' });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    return file;
  }

  /** The text of a note; undefined where none was begun. */
  read(roadmap: string, id: string): Promise<string | undefined> {
    return readIfThere(this.fileOf(roadmap, id));
  }

  /** Whether a path lies in the notes folder. */
  has(file: string): boolean {
    const relative = path.relative(this.folder(), file);
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  }
}

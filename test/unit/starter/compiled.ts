import type { CompiledStarter } from '../../../src/learning/starter/schema.ts';
import { hashOf } from '../../../src/storage/projectFiles.ts';

/** A small compiled starter with these files. */
export function compiledWith(files: Readonly<Record<string, string>>): CompiledStarter {
  return {
    starter: {
      id: 'small',
      version: 3,
      title: 'Small',
      summary: 'A small starter.',
      roadmap: 'my-roadmap',
      section: 'p1.small',
      folder: 'small',
      needs: {},
      parts: [],
      expect: { install: 0, checks: 1 },
      checks: [{ id: 'one', items: [], kind: 'automatic', title: 'One', hints: [] }],
    },
    files: Object.entries(files).map(([path, content]) => ({ path, content, hash: hashOf(content) })),
  };
}

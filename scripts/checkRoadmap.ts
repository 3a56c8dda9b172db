/** For authors: `node --import tsx scripts/checkRoadmap.ts roadmaps/x.md` prints the problems of a file and what it holds. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseRoadmap } from '../src/learning/roadmap/parseRoadmap.ts';
import { itemsOf, resourcesOf, sectionsOf } from '../src/learning/roadmap/walk.ts';

const root = resolve(import.meta.dirname, '..');
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Name a file, for example: node --import tsx scripts/checkRoadmap.ts roadmaps/my-roadmap.md');
  process.exitCode = 1;
}

for (const file of files) {
  if (!existsSync(file)) {
    console.error(`There is no file ${file}.`);
    process.exitCode = 1;
    continue;
  }
  // Files of the bundled folder need explicit ids; anybody else's may leave them out.
  const explicitIds = dirname(resolve(file)) === resolve(root, 'roadmaps') && basename(file) !== 'README.md';
  const { roadmap, problems } = parseRoadmap(await readFile(file, 'utf8'), { explicitIds });
  for (const { line, column, severity, message } of problems) {
    console.log(`${file}:${line}:${column} ${severity} ${message}`);
  }
  if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
  if (!roadmap) continue;
  const items = itemsOf(roadmap);
  console.log(
    [
      `${file}: ${roadmap.phases.length} phases`,
      `${sectionsOf(roadmap).length} sections`,
      `${items.length} items`,
      `${items.filter(({ optional }) => optional).length} of them optional`,
      `${resourcesOf(roadmap).length} resources`,
    ].join(', '),
  );
}

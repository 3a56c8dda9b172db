/** Prints the compiled catalogue as JSON and nothing else: `node --import tsx scripts/catalog.ts`. */
import { compileRoadmaps } from './compileRoadmaps.ts';

try {
  process.stdout.write(`${JSON.stringify({ roadmaps: await compileRoadmaps() }, undefined, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

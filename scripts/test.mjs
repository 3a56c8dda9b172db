// @ts-check
// `npm test`: every floor of the tests, straight after a clone. Or only the floors that are named: unit, host, ui, proof.
import { Problem, runEntry } from './entry.mjs';

// What follows may be too new for an old Node to read, so it is loaded after the Node was looked at.
await runEntry(async () => {
  const { runFloors } = await import('./testFloors.mjs');
  const { parseArgs } = await import('node:util');
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options: { grep: { type: 'string', short: 'g' } } });
  } catch (error) {
    throw new Problem(
      `Waymark's tests take the names of floors and --grep: ${error instanceof Error ? error.message : error}`,
    );
  }
  return runFloors(parsed.positionals, parsed.values.grep);
});

// `npm run build`: compiles src/ into dist/. Arguments are passed on to the compiler: `npm run build -- --watch`.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..');

// Otherwise a file that you removed from src/ would live on in dist/.
rmSync(join(projectFolder, 'dist'), { recursive: true, force: true });

// With type errors the compiler still writes dist/, but this command then ends with an error.
const compiler = join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [compiler, ...process.argv.slice(2)], {
  cwd: projectFolder,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

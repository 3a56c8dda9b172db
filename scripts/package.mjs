// @ts-check
// Packages the extension as a .vsix: `waymark-<version>.vsix` in the project, or the file named after `--out`.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { runEntry } from './entry.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));

await runEntry(async () => {
  const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
  const { values } = parseArgs({
    options: { out: { type: 'string', default: path.join(project, `waymark-${version}.vsix`) } },
  });
  mkdirSync(path.dirname(values.out), { recursive: true });
  // It builds by itself, through `vscode:prepublish`. Everything needed is bundled, so no dependency is packed.
  await createVSIX({
    cwd: project,
    packagePath: values.out,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
});

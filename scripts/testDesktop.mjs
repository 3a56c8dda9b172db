// @ts-check
// Runs the host suite in a desktop VS Code that @vscode/test-electron downloads; it needs a display (`xvfb-run` on Linux).
// `WAYMARK_VSCODE` chooses the version: "stable" (the default), or the oldest that Waymark supports, "minimum".
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem, runEntry } from './entry.mjs';
import { ensureBuild } from './prepare.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));

await runEntry(async () => {
  await ensureBuild();
  const { runTests } = await import('@vscode/test-electron');
  const manifest = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
  const wanted = process.env['WAYMARK_VSCODE'] || 'stable';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'waymark-desktop-tests-'));
  const result = path.join(folder, 'result.json');
  const workspace = path.join(folder, 'workspace');
  cpSync(path.join(project, 'samples', 'workspace'), workspace, { recursive: true });
  try {
    await runTests({
      version: wanted === 'minimum' ? manifest.engines.vscode.replace(/^\D+/, '') : wanted,
      extensionDevelopmentPath: project,
      extensionTestsPath: path.join(project, 'out', 'test', 'host', 'run.cjs'),
      extensionTestsEnv: { WAYMARK_TEST_RESULT: result },
      launchArgs: [
        workspace,
        '--disable-extensions',
        '--disable-workspace-trust',
        `--user-data-dir=${path.join(folder, 'user')}`,
      ],
    });
  } catch (error) {
    if (!existsSync(result))
      throw new Problem(
        `Waymark's tests did not end in a desktop VS Code: ${error instanceof Error ? error.message : error}`,
      );
  }
  if (!existsSync(result))
    throw new Problem("Waymark's tests left no result in the desktop VS Code: its extension host crashed.");
  const { passed, failed } = JSON.parse(readFileSync(result, 'utf8'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
});

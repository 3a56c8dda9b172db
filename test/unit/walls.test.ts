import assert from 'node:assert/strict';
import path from 'node:path';
import { build, type BuildFailure } from 'esbuild';

describe('The walls of the house', () => {
  it('keep VS Code and Node out of the pure room', async () => {
    assert.deepEqual(await problemsOfBundling('src/learning/**/*.ts'), []);
  });

  it('keep VS Code and Node out of the panel', async () => {
    assert.deepEqual(await problemsOfBundling('src/webview/**/*.ts', 'src/webview/**/*.tsx'), []);
  });

  it('would be noticed if they fell', async () => {
    assert.notDeepEqual(await problemsOfBundling('src/extension.ts'), []);
  });
});

/** Bundles every file of a room with nothing listed as external: VS Code and Node are then nowhere to be found. */
async function problemsOfBundling(...patterns: readonly string[]): Promise<readonly string[]> {
  const result = await build({
    absWorkingDir: path.resolve(import.meta.dirname, '../..'),
    entryPoints: [...patterns],
    outdir: 'nowhere',
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    tsconfigRaw: {},
  }).catch((error: unknown) => {
    if (error instanceof Error && 'errors' in error) return error as BuildFailure;
    throw error;
  });
  if ('outputFiles' in result)
    assert.notEqual(result.outputFiles.length, 0, `There is no ${patterns.join(' and no ')}.`);
  return result.errors.map(({ text }) => text);
}

// @ts-check
// Builds everything that ships (dist) and the bundled host tests (out/test). `--production` minifies and leaves no maps.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { Problem, runEntry } from './entry.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const inProject = (/** @type {string[]} */ ...parts) => path.join(project, ...parts);

/** @param {{ production: boolean }} options */
async function buildAll({ production }) {
  rmSync(inProject('dist'), { recursive: true, force: true });
  mkdirSync(inProject('dist', 'webview'), { recursive: true });
  const parts = [
    buildExtension(production),
    buildPanel(production),
    production ? undefined : buildHostTests(),
    compileContent(),
  ];
  const failures = (await Promise.allSettled(parts)).flatMap((part) =>
    part.status === 'rejected' ? [part.reason] : [],
  );
  for (const failure of failures)
    if (!isReported(failure)) console.error(failure instanceof Error ? failure.message : failure);
  if (failures.length > 0) throw new Problem('Waymark could not be built: mend what is listed above and build again.');
}

/** @param {boolean} production */
async function buildExtension(production) {
  await build({
    ...shared(production),
    entryPoints: [inProject('src', 'extension.ts')],
    outfile: inProject('dist', 'extension.cjs'),
    ...forExtensionHost,
    external: ['vscode'],
    plugins: [parsersApart],
  });
  await build({
    ...shared(production),
    stdin: {
      contents: parsers.map((file) => `export * from './src/learning/${file}';`).join('\n'),
      resolveDir: project,
    },
    outfile: inProject('dist', 'parsers.cjs'),
    ...forExtensionHost,
  });
}

/** The Markdown parser and all that it needs: a file of its own, read when there is something to parse. */
const parsers = ['plainZod.ts', 'roadmap/parseRoadmap.ts', 'notes/parseNote.ts'];

/** @type {import('esbuild').Plugin} */
const parsersApart = {
  name: 'parsers apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/parse(Roadmap|Note)\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './parsers.cjs', external: true } : undefined,
    );
  },
};

/** @param {boolean} production */
async function buildPanel(production) {
  const outdir = inProject('dist', 'webview');
  await build({
    ...shared(production),
    entryPoints: [inProject('src', 'webview', 'panel.tsx'), inProject('src', 'webview', 'panel.css')],
    outdir,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  for (const file of ['codicon.css', 'codicon.ttf'])
    copyFileSync(inProject('node_modules', '@vscode', 'codicons', 'dist', file), path.join(outdir, file));
}

/** Each suite becomes a file of its own beside the entry that finds them. */
async function buildHostTests() {
  rmSync(inProject('out', 'test'), { recursive: true, force: true });
  await build({
    ...shared(false),
    entryPoints: [inProject('test', 'host', 'run.ts'), inProject('test', 'host', 'suite', '**', '*.test.ts')],
    outdir: inProject('out', 'test', 'host'),
    outbase: inProject('test', 'host'),
    outExtension: { '.js': '.cjs' },
    ...forExtensionHost,
    external: ['vscode', 'mocha'],
  });
}

/** The roadmaps and starters, checked and compiled by the project's own TypeScript. */
async function compileContent() {
  const { writeRoadmapChunks } = await tsImport('./compileRoadmaps.ts', import.meta.url);
  const { writeStarters } = await tsImport('./compileStarters.ts', import.meta.url);
  await writeRoadmapChunks(inProject('dist', 'roadmaps'));
  await writeStarters(inProject('dist', 'starters'));
}

/**
 * Whether esbuild has already printed this failure, with the lines that it is about.
 * @param {unknown} failure
 */
function isReported(failure) {
  return failure instanceof Error && 'errors' in failure;
}

const forExtensionHost = /** @type {const} */ ({ platform: 'node', format: 'cjs', target: 'node20' });

/**
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
function shared(production) {
  return {
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    // The TypeScript settings of the rooms differ only in what may be named, never in what is emitted.
    tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
  };
}

await runEntry(() => buildAll({ production: process.argv.includes('--production') }));

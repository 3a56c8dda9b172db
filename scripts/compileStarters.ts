import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { collisionsOf, problemOfPath } from '../src/learning/starter/paths.ts';
import {
  compiledStarterSchema,
  starterSchema,
  type CompiledStarter,
  type Starter,
  type StarterFile,
} from '../src/learning/starter/schema.ts';

/** A starter as it ships: what the learner gets, and its checks in one file. */
export interface BuiltStarter {
  readonly compiled: CompiledStarter;
  /** Source of `checks.mjs`: an ES module without dependencies. */
  readonly checks: string;
}

/** `problems` are build errors, one sentence each; a starter with problems is not in `starters`. */
export interface BuiltStarters {
  readonly starters: readonly BuiltStarter[];
  readonly problems: readonly string[];
}

/** The folder of the starters in this repository. */
export const startersFolder = resolve(import.meta.dirname, '../roadmaps/starters');

/** The folders below `roadmaps/starters` that hold shared material instead of a starter. */
const sharedFolders = new Set(['bases', 'parts', 'check-kit']);

/** Compiles the starters below `folder` (all, or those named). Reads only. */
export async function compileStarters(ids?: readonly string[], folder = startersFolder): Promise<BuiltStarters> {
  const all = await readStarterIds(folder);
  const starters: BuiltStarter[] = [];
  const problems: string[] = [];
  for (const id of ids ?? all) {
    if (!all.includes(id)) {
      problems.push(`There is no starter "${id}" in roadmaps/starters.`);
      continue;
    }
    const built = await compileStarter(folder, id);
    if (Array.isArray(built)) problems.push(...built.map((problem: string) => `Starter ${id}: ${problem}`));
    else starters.push(built as BuiltStarter);
  }
  return { starters, problems };
}

/** Writes all starters below `outdir`: `index.json`, and a folder with `starter.json` and `checks.mjs` for each. Throws on a build error. */
export async function writeStarters(outdir: string, folder = startersFolder): Promise<readonly CompiledStarter[]> {
  const { starters, problems } = await compileStarters(undefined, folder);
  if (problems.length > 0)
    throw new Error(
      `The starters have ${problems.length} problem(s):\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  for (const { compiled, checks } of starters) {
    const target = join(outdir, compiled.starter.id);
    await mkdir(target);
    await writeFile(join(target, 'starter.json'), JSON.stringify(compiled));
    await writeFile(join(target, 'checks.mjs'), checks);
  }
  await writeFile(
    join(outdir, 'index.json'),
    `${JSON.stringify(starters.map(({ compiled }) => indexEntryOf(compiled.starter)))}\n`,
  );
  return starters.map(({ compiled }) => compiled);
}

/** What the extension needs to list a starter without loading its files. */
function indexEntryOf({ id, version, title, summary, roadmap, section, folder, needs, expect, checks }: Starter) {
  return { id, version, title, summary, roadmap, section, folder, needs, expect, checks };
}

async function readStarterIds(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !sharedFolders.has(entry.name))
    .map((entry) => entry.name)
    .sort();
}

async function compileStarter(folder: string, id: string): Promise<BuiltStarter | readonly string[]> {
  const source = join(folder, id);
  const parsed = await readStarter(source);
  if ('problems' in parsed) return parsed.problems;
  const { starter } = parsed;
  const { files, problems } = await composeFiles(folder, starter);
  const checkProblems = await problemsOfChecks(starter, join(source, 'checks'));
  if (problems.length + checkProblems.length > 0) return [...problems, ...checkProblems];
  const compiled = compiledStarterSchema.parse({ starter, files });
  return { compiled, checks: await bundleChecks(starter, join(source, 'checks')) };
}

async function readStarter(
  source: string,
): Promise<{ readonly starter: Starter } | { readonly problems: readonly string[] }> {
  const path = join(source, 'starter.json');
  if (!existsSync(path)) return { problems: ['starter.json is missing.'] };
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return { problems: [`starter.json is not JSON: ${error instanceof Error ? error.message : String(error)}.`] };
  }
  const result = starterSchema.safeParse(value);
  if (!result.success)
    return {
      problems: result.error.issues.map(
        (issue) => `starter.json, ${issue.path.join('.') || 'top level'}: ${issue.message}.`,
      ),
    };
  const starter = result.data;
  const problems: string[] = [];
  if (starter.id !== basename(source))
    problems.push(`starter.json has the id "${starter.id}"; it must be the name of the folder.`);
  if ((starter.start === undefined) !== (starter.health === undefined))
    problems.push('starter.json has one of start and health without the other.');
  for (const command of [starter.start, starter.build]) {
    if (command !== undefined && !programs.has(command[0] ?? ''))
      problems.push(
        `starter.json starts "${command[0]}"; only ${[...programs].join(' and ')} can be started on every system without a shell.`,
      );
  }
  return problems.length > 0 ? { problems } : { starter };
}

/** What `start` and `build` may name. A script of a package is started as `node node_modules/…`. */
const programs = new Set(['node', 'python']);

async function composeFiles(
  folder: string,
  starter: Starter,
): Promise<{ readonly files: readonly StarterFile[]; readonly problems: readonly string[] }> {
  const layers = [
    ...(starter.base === undefined
      ? []
      : [{ name: `base ${starter.base}`, folder: join(folder, 'bases', starter.base) }]),
    ...starter.parts.map((part) => ({ name: `part ${part}`, folder: join(folder, 'parts', part) })),
    { name: 'files', folder: join(folder, starter.id, 'files') },
  ];
  const files: StarterFile[] = [];
  const problems: string[] = [];
  const origins = new Map<string, string>();
  for (const layer of layers) {
    if (!existsSync(layer.folder)) {
      problems.push(`The ${layer.name} has no folder.`);
      continue;
    }
    for (const path of await listFiles(layer.folder)) {
      const problem = problemOfPath(path);
      const other = origins.get(path);
      if (problem !== undefined) problems.push(`The path ${path} (${layer.name}) ${problem}.`);
      else if (other !== undefined)
        problems.push(`${path} is in ${other} and in ${layer.name}; one path may come from one place only.`);
      else {
        origins.set(path, layer.name);
        const file = await readStarterFile(layer.folder, path);
        if (typeof file === 'string') problems.push(file);
        else files.push(file);
      }
    }
  }
  problems.push(...collisionsOf(files.map((file) => file.path)));
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, problems };
}

async function readStarterFile(folder: string, path: string): Promise<StarterFile | string> {
  const bytes = await readFile(join(folder, path));
  const content = bytes.toString('utf8');
  if (!Buffer.from(content, 'utf8').equals(bytes)) return `${path} is not UTF-8 text.`;
  if (content.includes('\r')) return `${path} has carriage returns; starters use LF.`;
  const executable = ((await stat(join(folder, path))).mode & 0o100) !== 0;
  return {
    path,
    content,
    hash: createHash('sha256').update(content).digest('hex'),
    ...(executable ? { executable } : {}),
  };
}

/** All files below a folder, with `/`. What running a base or a starter in place leaves behind does not count. */
async function listFiles(folder: string, prefix = ''): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      if (!leftovers.has(entry.name)) paths.push(...(await listFiles(folder, `${path}/`)));
    } else paths.push(path);
  }
  return paths;
}

const leftovers = new Set(['node_modules', '.data']);

/** The files that hold checks, sorted. */
async function listChecks(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.check.ts')).sort() : [];
}

/** Every automatic check has one `check('id', …)` in the sources, and the other way round. */
async function problemsOfChecks(starter: Starter, folder: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const places = new Map<string, number>();
  for (const name of await listChecks(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, literal] of text.matchAll(/^\s*check\(\s*(?:'([^']*)'|[^)])/gm)) {
      if (literal === undefined)
        problems.push(`checks/${name} calls check() without a literal id; the build must be able to read it.`);
      else places.set(literal, (places.get(literal) ?? 0) + 1);
    }
  }
  const automatic = starter.checks.filter((check) => check.kind === 'automatic').map((check) => check.id);
  const ids = starter.checks.map((check) => check.id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
    problems.push(`The check ${id} is twice in starter.json.`);
  for (const id of automatic)
    if (!places.has(id)) problems.push(`The automatic check ${id} has no check('${id}', …) in checks/.`);
  for (const [id, count] of places) {
    if (!automatic.includes(id))
      problems.push(`checks/ has check('${id}', …), but starter.json has no automatic check of that id.`);
    else if (count > 1) problems.push(`checks/ has check('${id}', …) ${count} times.`);
  }
  for (const check of starter.checks) {
    if (check.kind === 'automatic' && check.hints.length !== 3)
      problems.push(`The automatic check ${check.id} has ${check.hints.length} hint(s); learners are promised 3.`);
  }
  return problems;
}

/** One ES module with everything in it, so that checks run from a place that has no `node_modules`. */
async function bundleChecks(starter: Starter, folder: string): Promise<string> {
  const names = await listChecks(folder);
  const result = await build({
    stdin: {
      contents: names.map((name) => `import './${name}';`).join('\n'),
      resolveDir: existsSync(folder) ? folder : startersFolder,
      sourcefile: 'checks.ts',
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
    // The kit takes titles and commands from here, so that a test's title cannot differ from starter.json.
    define: {
      STARTER: JSON.stringify({
        start: starter.start,
        build: starter.build,
        health: starter.health,
        checks: starter.checks.map(({ id, kind, title }) => ({ id, kind, title })),
      }),
    },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
  });
  const output = result.outputFiles[0];
  if (output === undefined) throw new Error(`esbuild gave no output for the checks of ${starter.id}.`);
  return output.text;
}

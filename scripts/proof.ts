import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { lastWords, launchProject, runCommand } from '../roadmaps/starters/check-kit/launch.ts';
import { runChecks, type CheckRun } from '../src/checks/runChecks.ts';
import { planScaffold } from '../src/learning/starter/planScaffold.ts';
import { createProject, findProject, readExisting } from '../src/storage/projectFiles.ts';
import { compileStarters, type BuiltStarter } from './compileStarters.ts';

/**
 * Proves that the starters keep their promise: they install and start, every check fails before the learner's work
 * and passes on the solution, and planted faults are noticed. See `roadmaps/starters/README.md`.
 *
 * Usage: proof [ids…] [--changed] [--keep]
 */

const repository = resolve(import.meta.dirname, '..');
const solutionsFolder = join(repository, 'test/solutions');
const faultsFolder = join(repository, 'test/faults');
const recordFolder = join(repository, '.proof');
const cacheFolder = process.env['WAYMARK_CACHE'] ?? defaultCacheFolder();
const concurrency = 2;

interface Proof {
  readonly id: string;
  readonly problems: readonly string[];
  readonly checks: number;
  readonly failedBefore: number;
  readonly passedAfter: number;
  readonly faultsCaught: string;
  readonly seconds: { readonly install: number; readonly start: number; readonly checks: number; readonly all: number };
  readonly megabytes: number;
}

/** Ctrl+C lets the running steps end in order, so that nothing that was started stays. */
const interrupted = new AbortController();

const faultSchema = z.strictObject({ reddens: z.array(z.string()).min(1), why: z.string().min(1) });

async function main(args: readonly string[]): Promise<number> {
  const begin = Date.now();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted.abort();
    });
  const ids = args.filter((argument) => !argument.startsWith('--'));
  const unknown = args.find(
    (argument) => argument.startsWith('--') && argument !== '--changed' && argument !== '--keep',
  );
  if (unknown !== undefined) {
    console.error(`proof does not know ${unknown}. Usage: proof [ids…] [--changed] [--keep]`);
    return 1;
  }
  const { starters, problems } = await compileStarters(ids.length > 0 ? ids : undefined);
  for (const problem of problems) console.error(problem);
  const hashes = new Map<string, string>();
  for (const starter of starters) hashes.set(starter.compiled.starter.id, await hashOfStarter(starter));
  const chosen = args.includes('--changed')
    ? await chooseChanged(starters, hashes)
    : starters.map((built) => ({ built, withFaults: true }));

  // A space and an umlaut in the path: many home folders have them.
  const root = await mkdtemp(join(tmpdir(), 'waymark-proof-'));
  await chmod(root, 0o755);
  const proofs: Proof[] = [];
  const waiting = [...chosen];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !interrupted.signal.aborted; next = waiting.shift()) {
      const proof = await prove(next.built, join(root, 'Prüf stand'), next.withFaults);
      proofs.push(proof);
      for (const problem of proof.problems) console.error(`${proof.id}: ${problem}`);
      console.log(
        `${proof.problems.length === 0 ? 'passed' : 'FAILED'}  ${proof.id}  (${proof.seconds.all.toFixed(1)} s)`,
      );
      await record(proof, hashes.get(proof.id) ?? '');
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    if (args.includes('--keep')) console.log(`The projects are kept in ${root}.`);
    else await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }

  const survivors = await findSurvivors(root);
  for (const survivor of survivors) console.error(`Still running: ${survivor}`);
  printTable(proofs);
  const failed = proofs.filter((proof) => proof.problems.length > 0).length;
  if (args.includes('--changed'))
    console.log(`${starters.length - chosen.length} starter(s) unchanged since their last proof.`);
  console.log(`${((Date.now() - begin) / 1000).toFixed(1)} s in all.`);
  console.log(`proof: ${proofs.length - failed} passed, ${failed + problems.length} failed`);
  return failed + problems.length + survivors.length > 0 || interrupted.signal.aborted ? 1 : 0;
}

interface Chosen {
  readonly built: BuiltStarter;
  readonly withFaults: boolean;
}

/**
 * Those that are not as they were when they were last proven, and of each base one more, which shows that installing
 * and starting still work; its faults need no second look while nothing about it changed.
 */
async function chooseChanged(
  starters: readonly BuiltStarter[],
  hashes: ReadonlyMap<string, string>,
): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  const rest: BuiltStarter[] = [];
  for (const built of starters) {
    const { id } = built.compiled.starter;
    if ((await readRecord(id)) === hashes.get(id)) rest.push(built);
    else chosen.push({ built, withFaults: true });
  }
  for (const built of rest) {
    const { base } = built.compiled.starter;
    const isThere = chosen.some((other) => other.built.compiled.starter.base === base);
    if (base !== undefined && !isThere) chosen.push({ built, withFaults: false });
  }
  return chosen;
}

async function prove({ compiled, checks }: BuiltStarter, root: string, withFaults: boolean): Promise<Proof> {
  const { starter } = compiled;
  const begin = Date.now();
  const problems: string[] = [];
  const project = join(root, starter.folder);
  const checksFile = join(root, `${starter.id}.checks`, 'checks.mjs');
  const automatic = starter.checks.filter((check) => check.kind === 'automatic').map((check) => check.id);
  const seconds = { install: 0, start: 0, checks: 0, all: 0 };
  let failedBefore = 0;
  let passedAfter = 0;
  const faults = await readFaults(starter.id, automatic, problems);
  let caught = 0;

  const check = async (): Promise<CheckRun> => {
    const run = await runChecks({
      node: process.execPath,
      checksFile,
      projectFolder: project,
      checkIds: automatic,
      timeoutMs: 300_000,
      signal: interrupted.signal,
    });
    if (run.cancelled) throw new Error('The proof was interrupted.');
    seconds.checks += run.ms / 1000;
    return run;
  };
  const installHere = async () => {
    if (starter.install !== undefined) seconds.install += await install(project);
  };

  try {
    await mkdir(dirname(checksFile), { recursive: true });
    await writeFile(checksFile, checks);
    await scaffold(compiled, project);
    await installHere();
    const start = Date.now();
    const baseline = await proveBaseline(starter, project);
    seconds.start = (Date.now() - start) / 1000;
    if (baseline !== undefined) problems.push(baseline);

    if (automatic.length > 0) {
      const before = await check();
      failedBefore = before.results.filter((result) => result.outcome === 'failed').length;
      problems.push(...problemsBefore(before));

      const solution = join(solutionsFolder, starter.id);
      if (!existsSync(solution)) problems.push(`There is no solution in test/solutions/${starter.id}.`);
      else {
        await cp(solution, project, { recursive: true });
        await installHere();
        const after = await check();
        passedAfter = after.results.filter((result) => result.outcome === 'passed').length;
        problems.push(...problemsAfter(after));

        if (faults.length < 2)
          problems.push(
            `There are ${faults.length} planted faults in test/faults/${starter.id}; at least two are wanted.`,
          );
        for (const fault of withFaults ? faults : []) {
          await cp(fault.files, project, { recursive: true });
          await installHere();
          const run = await check();
          const red = run.results.filter((result) => result.outcome === 'failed').map((result) => result.checkId);
          const overlooked = fault.reddens.filter((id) => !red.includes(id));
          const others = red.filter((id) => !fault.reddens.includes(id));
          if (run.problem !== undefined) problems.push(`With the fault ${fault.name}: ${run.problem}`);
          if (overlooked.length === 0) caught += 1;
          else problems.push(`The fault ${fault.name} is not noticed by ${overlooked.join(', ')}.`);
          if (others.length > 0)
            console.log(`  ${starter.id}: the fault ${fault.name} reddens ${others.join(', ')} as well.`);
          await layBack(fault.files, solution, compiled, project);
        }
      }
    }
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  seconds.all = (Date.now() - begin) / 1000;
  const megabytes = existsSync(join(project, 'node_modules'))
    ? (await sizeOf(join(project, 'node_modules'))) / 1_000_000
    : 0;
  return {
    id: starter.id,
    problems,
    checks: automatic.length,
    failedBefore,
    passedAfter,
    faultsCaught: withFaults ? `${caught}/${faults.length}` : 'as before',
    seconds,
    megabytes,
  };
}

/** The same way as the extension: plan, create, and find it again. */
async function scaffold(compiled: BuiltStarter['compiled'], project: string): Promise<void> {
  const paths = compiled.files.map((file) => file.path);
  const created = await createProject(planScaffold(compiled, await readExisting(project, paths)), project);
  if (created.outcome !== 'created')
    throw new Error(created.outcome === 'failed' ? created.message : 'Creating the project was cancelled.');
  const found = await findProject(project);
  if (found === undefined || 'problem' in found)
    throw new Error(`The project that was created is not found again. ${found?.problem ?? ''}`);
  const changed = planScaffold(compiled, await readExisting(project, paths)).entries.filter(
    (entry) => entry.state !== 'same',
  );
  if (changed.length > 0)
    throw new Error(
      `These files are not as the starter has them: ${changed.map((entry) => entry.file.path).join(', ')}.`,
    );
}

let baselines: Promise<unknown> = Promise.resolve();

/** Starts the untouched project as a learner would, with no database given. One at a time, since they share a default port. */
function proveBaseline(starter: BuiltStarter['compiled']['starter'], project: string): Promise<string | undefined> {
  const { start, health, build } = starter;
  if (start === undefined || health === undefined) return Promise.resolve(undefined);
  const run = async (): Promise<string | undefined> => {
    if (build !== undefined) {
      const built = await runCommand(project, build);
      if (!built.ok) return `"${build.join(' ')}" fails on the untouched starter. ${lastWords(built.output)}`;
    }
    try {
      const launched = await launchProject({ folder: project, command: start, health, seconds: 60 });
      await launched.stop();
      return undefined;
    } catch (error) {
      return `The untouched starter does not start. ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  const result = baselines.then(run);
  baselines = result;
  return result;
}

function problemsBefore(run: CheckRun): readonly string[] {
  const problems = run.problem === undefined ? [] : [`On the untouched starter: ${run.problem}`];
  for (const { checkId, outcome, message = '' } of run.results) {
    if (outcome === 'passed') problems.push(`The check ${checkId} passes on the untouched starter.`);
    else if (outcome === 'missing') problems.push(`The check ${checkId} gives no result on the untouched starter.`);
    else if (!isForLearners(message))
      problems.push(
        `The check ${checkId} fails on the untouched starter without a sentence for the learner: ${message}`,
      );
  }
  return problems;
}

function isForLearners(message: string): boolean {
  return (
    /^["(]?[A-Z]/.test(message) &&
    /[.:!?]/.test(message) &&
    !/^The check (?:itself stopped|failed without|did not end)/.test(message)
  );
}

function problemsAfter(run: CheckRun): readonly string[] {
  const problems = run.problem === undefined ? [] : [`With the solution: ${run.problem}`];
  for (const { checkId, outcome, message } of run.results) {
    if (outcome === 'failed') problems.push(`The check ${checkId} fails with the solution: ${message ?? ''}`);
    else if (outcome === 'missing') problems.push(`The check ${checkId} gives no result with the solution.`);
  }
  return problems;
}

interface Fault {
  readonly name: string;
  readonly files: string;
  readonly reddens: readonly string[];
}

async function readFaults(id: string, automatic: readonly string[], problems: string[]): Promise<readonly Fault[]> {
  const folder = join(faultsFolder, id);
  if (!existsSync(folder)) return [];
  const faults: Fault[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const files = join(folder, name, 'files');
    const path = join(folder, name, 'fault.json');
    const parsed = existsSync(path) ? faultSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))) : undefined;
    if (parsed?.success !== true || !existsSync(files))
      problems.push(
        `test/faults/${id}/${name} needs a folder files and a fault.json of { "reddens": […], "why": "…" }.`,
      );
    else if (!parsed.data.reddens.every((checkId) => automatic.includes(checkId)))
      problems.push(`test/faults/${id}/${name} names a check that starter.json does not have.`);
    else faults.push({ name, files, reddens: parsed.data.reddens });
  }
  return faults;
}

/** Gives every file of a fault back the content that it had with the solution. */
async function layBack(
  faultFiles: string,
  solution: string,
  compiled: BuiltStarter['compiled'],
  project: string,
): Promise<void> {
  for (const path of await listFiles(faultFiles)) {
    const solved = join(solution, path);
    const original = compiled.files.find((file) => file.path === path.replaceAll('\\', '/'));
    if (existsSync(solved)) await copyFile(solved, join(project, path));
    else if (original !== undefined) await writeFile(join(project, path), original.content);
    else await rm(join(project, path));
  }
}

/**
 * Gives the project its `node_modules`, installing only what was not installed before. Resolves with the seconds of a real installation.
 * Kept by what the package files depend on; laid into projects by hard links, so that each project has its own folder.
 */
async function install(project: string): Promise<number> {
  const packages = (await listFiles(project)).filter((path) => /(?:^|[\\/])package\.json$/.test(path));
  const contents = await Promise.all(
    packages.map(async (path) => [path, await readFile(join(project, path), 'utf8')] as const),
  );
  const key = createHash('sha256')
    .update(
      JSON.stringify([
        process.platform,
        process.arch,
        process.versions.modules,
        contents.map(([path, text]) => [path, relevantOf(text)]),
      ]),
    )
    .digest('hex')
    .slice(0, 24);
  const marker = join(project, 'node_modules', '.waymark-proof');
  if (existsSync(marker) && (await readFile(marker, 'utf8')) === key) return 0;
  const begin = Date.now();
  const kept = join(cacheFolder, 'packages', key);
  const isNew = !existsSync(kept);
  installing.set(key, installing.get(key) ?? (isNew ? installInto(kept, contents) : Promise.resolve()));
  await installing.get(key);
  const seconds = isNew ? (Date.now() - begin) / 1000 : 0;
  for (const [path] of contents) {
    const from = join(kept, dirname(path), 'node_modules');
    const to = join(project, dirname(path), 'node_modules');
    await rm(to, { recursive: true, force: true });
    if (existsSync(from)) await linkTree(from, to);
  }
  await mkdir(dirname(marker), { recursive: true });
  await writeFile(marker, key);
  return seconds;
}

const installing = new Map<string, Promise<void>>();

/** The parts of a package file that decide what is installed. */
function relevantOf(text: string): unknown {
  const {
    name,
    workspaces,
    dependencies,
    devDependencies,
    optionalDependencies,
    peerDependencies,
    overrides,
    allowScripts,
    scarfSettings,
  } = JSON.parse(text) as Record<string, unknown>;
  // A name matters only where others of the same project depend on it.
  return [
    workspaces === undefined ? undefined : name,
    workspaces,
    dependencies,
    devDependencies,
    optionalDependencies,
    peerDependencies,
    overrides,
    allowScripts,
    scarfSettings,
  ];
}

async function installInto(kept: string, contents: readonly (readonly [string, string])[]): Promise<void> {
  const staging = `${kept}.${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  for (const [path, text] of contents) {
    await mkdir(dirname(join(staging, path)), { recursive: true });
    await writeFile(join(staging, path), text);
  }
  // Run by npm, its own program is at hand; otherwise it is found on PATH.
  const npm = process.env['npm_execpath'];
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock'];
  const child =
    npm === undefined
      ? spawn('npm', args, { cwd: staging, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(process.execPath, [npm, ...args], { cwd: staging, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise<number | null>((done, reject) => {
    child.once('error', reject);
    child.once('close', done);
  });
  if (code !== 0) {
    await rm(staging, { recursive: true, force: true });
    throw new Error(`npm install ended with exit code ${code ?? 'none'}. ${lastWords(output)}`);
  }
  try {
    await rename(staging, kept);
  } catch (error) {
    // Another proof was faster.
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      try {
        await link(source, target);
      } catch (error) {
        // The cache may be on another disk.
        if (!(
          error instanceof Error &&
          'code' in error &&
          (error.code === 'EXDEV' || error.code === 'EPERM' || error.code === 'EMLINK')
        ))
          throw error;
        await copyFile(source, target);
      }
    }
  }
}

/** Paths of all files, without installed packages and Waymark's own folder. */
async function listFiles(folder: string, prefix = ''): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === '.waymark' || entry.name === '.data') continue;
    const path = join(prefix, entry.name);
    if (entry.isDirectory()) paths.push(...(await listFiles(folder, path)));
    else paths.push(path);
  }
  return paths.sort();
}

/** Changes with everything that a proof depends on. */
async function hashOfStarter({ compiled, checks }: BuiltStarter): Promise<string> {
  const hash = createHash('sha256').update(process.version).update(JSON.stringify(compiled)).update(checks);
  for (const folder of [join(solutionsFolder, compiled.starter.id), join(faultsFolder, compiled.starter.id)]) {
    if (!existsSync(folder)) continue;
    for (const path of await listFiles(folder)) hash.update(path).update(await readFile(join(folder, path)));
  }
  return hash.digest('hex');
}

const recordSchema = z.object({ hash: z.string() });

async function readRecord(id: string): Promise<string | undefined> {
  const path = join(recordFolder, `${id}.json`);
  if (!existsSync(path)) return undefined;
  try {
    return recordSchema.parse(JSON.parse(await readFile(path, 'utf8'))).hash;
  } catch (error) {
    console.error(
      `${path} cannot be used, so ${id} is proven again: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

/** Remembers what was proven; a failed proof is forgotten. */
async function record(proof: Proof, hash: string): Promise<void> {
  const path = join(recordFolder, `${proof.id}.json`);
  try {
    await mkdir(recordFolder, { recursive: true });
    if (proof.problems.length > 0) await rm(path, { force: true });
    else await writeFile(path, `${JSON.stringify({ hash, seconds: proof.seconds })}\n`);
  } catch (error) {
    // What was proven is proven; the next run only has to do it again.
    console.error(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Processes that were started in the proof's folder and still run. Linux only: elsewhere a working folder is not to be had without tools. */
async function findSurvivors(root: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const survivors: string[] = [];
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    try {
      const words = (await readFile(`/proc/${name}/cmdline`, 'utf8')).split('\0').join(' ').trim();
      if (words.includes(root) || (await readlink(`/proc/${name}/cwd`)).startsWith(root))
        survivors.push(`${name} ${words}`);
    } catch (error) {
      if (!(
        error instanceof Error &&
        'code' in error &&
        ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(String(error.code))
      ))
        throw error;
    }
  }
  return survivors;
}

async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) size += await sizeOf(path);
    else if (entry.isFile()) size += (await stat(path)).size;
  }
  return size;
}

function printTable(proofs: readonly Proof[]): void {
  const rows = [...proofs]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((proof) => [
      proof.id,
      String(proof.checks),
      String(proof.failedBefore),
      String(proof.passedAfter),
      proof.faultsCaught,
      proof.seconds.install.toFixed(1),
      proof.seconds.start.toFixed(1),
      proof.seconds.checks.toFixed(1),
      proof.megabytes.toFixed(0),
    ]);
  const table = [
    ['starter', 'checks', 'failed before', 'passed after', 'faults caught', 'install s', 'start s', 'checks s', 'MB'],
    ...rows,
  ];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  console.log('');
  for (const row of table)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  console.log('');
}

function defaultCacheFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/waymark');
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'waymark', 'Cache');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'waymark');
}

process.exitCode = await main(process.argv.slice(2));

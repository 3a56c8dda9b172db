// @ts-check
// What a fresh clone lacks: dependencies, a current build, a packaged extension. Each is made only when it is missing
// or no longer fits, and by one process at a time. Uses nothing but Node itself.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './entry.mjs';
import { withLock } from './lock.mjs';
import { npmReason, run, runNpm } from './processes.mjs';
import { cacheFolder, installExtension } from './vscodeHost.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const inProject = (/** @type {string[]} */ ...parts) => path.join(project, ...parts);

/** What the build and the package are made of. */
const sources = [
  'src',
  'media',
  'roadmaps',
  'scripts',
  'test/host',
  'package.json',
  'package-lock.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
];

/** Installs the dependencies when they are not those of package-lock.json. */
export async function ensureDependencies() {
  await alone(hasDependencies, async () => {
    console.error('Waymark: installing the dependencies …');
    const { code, output } = await runNpm(['ci', '--ignore-scripts'], project);
    if (code === 0) return;
    throw new Problem(
      `Waymark could not install its dependencies with npm (${npmReason(output)}): check the network and run the same command again.`,
    );
  });
}

/** Builds `dist` and the host tests when a source has changed since. */
export async function ensureBuild() {
  await ensureDependencies();
  await made('build', 'dist', async () => {
    console.error('Waymark: building …');
    await script('build.mjs');
  });
}

/**
 * Packages the extension when a source has changed since.
 * @returns {Promise<string>} the .vsix
 */
export async function ensurePackage() {
  await ensureDependencies();
  const file = inProject('out', 'waymark.vsix');
  await made('package', 'out/waymark.vsix', async () => {
    console.error('Waymark: building and packaging …');
    await script('package.mjs', '--out', file);
    rmSync(markerOf('build'), { force: true }); // Packaging has left the production build in `dist`.
  });
  return file;
}

/**
 * Installs the packaged extension where a VS Code server looks for it, unless this very package is there already.
 * @param {{ dataDir: string, extensionsDir: string }} where
 */
export async function ensureInstalled(where) {
  const vsix = await ensurePackage();
  const marker = path.join(where.extensionsDir, '.waymark-package');
  const packaged = hashOf([vsix]);
  const isInstalled = () => existsSync(marker) && readFileSync(marker, 'utf8') === packaged;
  await alone(isInstalled, async () => {
    mkdirSync(where.extensionsDir, { recursive: true });
    // Removed first, because VS Code keeps folders of earlier versions around for a while.
    for (const name of readdirSync(where.extensionsDir))
      if (name.startsWith('waymark.waymark-'))
        rmSync(path.join(where.extensionsDir, name), { recursive: true, force: true });
    forgetInstalled(where.extensionsDir);
    await installExtension(vsix, where);
    writeFileSync(marker, packaged);
  });
}

/**
 * VS Code does not install a version again that its list still names.
 * @param {string} extensionsDir
 */
function forgetInstalled(extensionsDir) {
  const list = path.join(extensionsDir, 'extensions.json');
  if (!existsSync(list)) return;
  /** @type {readonly { identifier: { id: string } }[]} */
  const installed = JSON.parse(readFileSync(list, 'utf8'));
  writeFileSync(list, JSON.stringify(installed.filter(({ identifier }) => identifier.id !== 'waymark.waymark')));
}

/** Whether node_modules holds what package-lock.json asks for, going by the record that npm writes there last. */
function hasDependencies() {
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === '' || (installed[place] === undefined ? optional === true : installed[place].version === version),
  );
}

/**
 * Makes something out of the sources, unless what is there was made of these very sources.
 * @param {string} name
 * @param {string} product what must be there, relative to the project
 * @param {() => Promise<void>} make
 */
async function made(name, product, make) {
  const marker = markerOf(name);
  const isCurrent = () => {
    if (!existsSync(marker) || !existsSync(inProject(product))) return false;
    return readFileSync(marker, 'utf8') === hashOf(sources.map((source) => inProject(source)));
  };
  await alone(isCurrent, async () => {
    const made = hashOf(sources.map((source) => inProject(source)));
    rmSync(marker, { force: true });
    await make();
    mkdirSync(path.dirname(marker), { recursive: true });
    writeFileSync(marker, made);
  });
}

/** @param {string} name */
function markerOf(name) {
  return inProject('out', `${name}.made`);
}

/**
 * Does the work unless it is done already, while no other process works on this project.
 * @param {() => boolean} isDone
 * @param {() => Promise<void>} work
 */
async function alone(isDone, work) {
  if (isDone()) return;
  const lock = path.join(cacheFolder(), 'locks', createHash('sha256').update(project).digest('hex').slice(0, 16));
  await withLock(lock, 'Waymark: another run is preparing this folder; waiting for it …', async () => {
    if (!isDone()) await work();
  });
}

/**
 * @param {string} name of a script beside this one
 * @param {readonly string[]} args
 */
async function script(name, ...args) {
  const { code, output } = await run(process.execPath, [inProject('scripts', name), ...args], { cwd: project });
  if (code !== 0)
    throw new Problem(`${output.trim()}\nWaymark could not be made ready: scripts/${name} failed as shown above.`);
}

/**
 * One hash over the names and contents of files and folders; what is not there counts as such.
 * @param {readonly string[]} places
 */
function hashOf(places) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ place) => {
    const stats = statSync(place, { throwIfNoEntry: false });
    hash.update(
      `${path.relative(project, place)}\0${stats === undefined ? 'none' : stats.isFile() ? stats.size : 'folder'}\0`,
    );
    if (stats?.isFile()) hash.update(readFileSync(place));
    if (stats?.isDirectory())
      for (const name of readdirSync(place).sort()) if (name !== 'node_modules') add(path.join(place, name));
  };
  for (const place of places) add(place);
  return hash.digest('hex');
}

// @ts-check
// The two ways to start Waymark for a person to use.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Problem } from './entry.mjs';
import { ensureDependencies, ensureInstalled, ensurePackage } from './prepare.mjs';
import { run } from './processes.mjs';
import {
  cacheFolder,
  copySampleWorkspace,
  ensureHost,
  quietSettings,
  startServer,
  workbenchUrl,
} from './vscodeHost.mjs';

/** Asks at a terminal, when this machine has a VS Code of its own; elsewhere only says how to get there. */
export async function wantsDesktop() {
  if (findDesktop() === undefined) return false;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.log('Waymark: this machine has VS Code; "npm start -- --desktop" shows Waymark there.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(
      'Show Waymark in your own VS Code (d) or in the browser, apart from your own (b)? [b] ',
    );
    return answer.trim().toLowerCase().startsWith('d');
  } finally {
    terminal.close();
  }
}

/** Installs the packaged extension into the VS Code of this machine and opens the sample workspace there. */
export async function startOnDesktop() {
  const code = findDesktop();
  if (code === undefined)
    throw new Problem(
      'Waymark found no "code" command: install VS Code (and "Shell Command: Install \'code\' command in PATH" on macOS), or use "npm start -- --browser".',
    );
  const vsix = await ensurePackage();
  await runDesktop(code, ['--install-extension', vsix, '--force']);
  const workspace = sampleWorkspace();
  await runDesktop(code, [workspace]);
  console.log(`Waymark is installed in your VS Code, which opens ${workspace}.`);
}

/** Serves Waymark in the pinned VS Code until Ctrl+C. */
export async function startInBrowser() {
  const port = readPort();
  const home = path.join(cacheFolder(), 'start');
  const running = path.join(home, 'running.json');
  await refuseBusyPort(port, running);
  await ensureDependencies();
  await ensureHost();
  const dataDir = path.join(home, 'data');
  const extensionsDir = path.join(home, 'extensions');
  await ensureInstalled({ dataDir, extensionsDir });
  const settingsFile = path.join(dataDir, 'data', 'User', 'settings.json');
  const token = readToken(home);
  const server = await startServer({
    token,
    dataDir,
    extensionsDir,
    port,
    driver: false,
    // Every folder is trusted: a terminal would otherwise wait for an answer, and this VS Code is there to try things in.
    trust: false,
    // From the second start on the settings are the learner's own.
    ...(existsSync(settingsFile) ? {} : { settings: quietSettings }),
  });
  const url = workbenchUrl(server, { token, folder: sampleWorkspace() });
  writeFileSync(running, JSON.stringify({ port, url }));
  console.log(`Open ${url} (Ctrl+C stops it)`);
  if (process.stdout.isTTY) openInBrowser(url);
  const code = await server.died;
  rmSync(running, { force: true });
  throw new Problem(
    `Waymark's VS Code ended by itself (exit code ${code}); its log is ${server.log}: "npm start" starts it again.`,
  );
}

/** The port is part of where the browser keeps settings and progress, so another one is never taken silently. */
function readPort() {
  const text = process.env['WAYMARK_PORT'] || '8123';
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Problem(`Waymark cannot use the port "${text}": WAYMARK_PORT must be a number from 1 to 65535.`);
}

/**
 * @param {number} port
 * @param {string} running the file in which a running Waymark says where it is
 */
async function refuseBusyPort(port, running) {
  if (!(await isBusy(port))) return;
  const own = existsSync(running) ? JSON.parse(readFileSync(running, 'utf8')) : undefined;
  if (own?.port === port && (await isVsCode(port)))
    throw new Problem(`Waymark is already running: open ${own.url}, or stop it with Ctrl+C where it was started.`);
  throw new Problem(
    `Waymark cannot use port ${port}, because another program does: stop that program, or choose a port with WAYMARK_PORT (the browser keeps your place in Waymark per port).`,
  );
}

/** @param {number} port */
function isBusy(port) {
  return new Promise((resolve) => {
    const probe = net.connect(port, '127.0.0.1', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/**
 * A VS Code server answers with the 40 hexadecimal digits of its commit.
 * @param {number} port
 */
async function isVsCode(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/version`, { signal: AbortSignal.timeout(2000) });
    return /^[0-9a-f]{40}$/.test((await answer.text()).trim());
  } catch {
    return false; // Whatever it is, it does not speak HTTP.
  }
}

/** The learner's copy of the sample workspace, made once: the clone itself stays as it is. */
function sampleWorkspace() {
  const folder = path.join(cacheFolder(), 'start', 'workspace');
  mkdirSync(path.dirname(folder), { recursive: true });
  if (!existsSync(folder)) copySampleWorkspace(folder);
  return folder;
}

/** @param {string} url */
function openInBrowser(url) {
  const opener = { darwin: 'open', win32: 'explorer' }[/** @type {string} */ (process.platform)] ?? 'xdg-open';
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('Waymark could not open a browser by itself; the address is above.'));
  child.unref();
}

/** The `code` command of a desktop VS Code, if there is one on the PATH. */
function findDesktop() {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

/**
 * @param {string} code
 * @param {readonly string[]} args
 */
async function runDesktop(code, args) {
  // On Windows `code` is a script for cmd.exe, and Node starts no such script by itself.
  const { code: exitCode, output } =
    process.platform === 'win32' ? await run('cmd.exe', ['/d', '/c', code, ...args]) : await run(code, args);
  if (exitCode !== 0)
    throw new Problem(`Waymark could not use your VS Code (${code} ended with ${exitCode}):\n${output.trim()}`);
}

/**
 * What a page must know to connect, so that no other page or user of this machine can. The same at every start, so that a bookmark
 * stays good.
 * @param {string} home
 */
function readToken(home) {
  const file = path.join(home, 'token');
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

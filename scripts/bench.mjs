// @ts-check
// `npm run bench`: what Waymark costs, measured in a real VS Code and printed as one Markdown table. Each figure is the
// median of seven (`--quick`: three) and stands beside something to compare it with, because the machine matters more
// than anything else.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem, atEnd, runEntry } from './entry.mjs';
import { ensureInstalled, ensurePackage } from './prepare.mjs';
import { cleanEnvironment, stopTree } from './processes.mjs';
import {
  cacheFolder,
  ensureHost,
  freePort,
  launchBrowser,
  startServer,
  testSettings,
  workbenchUrl,
} from './vscodeHost.mjs';

/** @typedef {{ what: string, waymark: string, beside: string, ratio: string }} Row */

const project = fileURLToPath(new URL('..', import.meta.url));
const runs = process.argv.includes('--quick') ? 3 : 7;
const longList = 10_000;
const shortList = 100;

async function benchmark() {
  const vsix = await ensurePackage();
  const host = await ensureHost();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'waymark-bench-'));
  try {
    await ensureInstalled({ dataDir: path.join(folder, 'data'), extensionsDir: path.join(folder, 'installed') });
    console.log(`\n| Measured (median of ${runs}) | Waymark | Beside it | Ratio |\n| --- | ---: | ---: | ---: |`);
    const measurements = [
      () => measureActivation(folder),
      () => measureStatusBar(folder),
      () => measureLongLists(folder),
      () => measureStart(folder, host.folder),
      () => measureSizes(vsix, path.join(folder, 'installed')),
    ];
    for (const measure of measurements)
      for (const { what, waymark, beside, ratio } of [await measure()].flat())
        console.log(`| ${what} | ${waymark} | ${beside} | ${ratio} |`);
    console.log(
      `\n${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, ${process.platform}, load ${os.loadavg()[0]?.toFixed(1)}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * `activate()` of Waymark and of an extension that does nothing, one after the other in the same extension host, in a
 * fresh host each time and taking turns at who is first.
 * @param {string} folder
 * @returns {Promise<Row>}
 */
async function measureActivation(folder) {
  const extensionsDir = path.join(folder, 'activation');
  // Activated by nobody but the driver, because start-up itself is a crowd.
  copyExtensions(folder, extensionsDir, { activationEvents: [] });
  writeExtension(extensionsDir, 'empty', { activationEvents: [] }, 'exports.activate = () => {};');
  writeExtension(extensionsDir, 'driver', { activationEvents: ['onStartupFinished'] }, activationDriver);
  /** @type {{ waymark: number[], empty: number[] }} */
  const times = { waymark: [], empty: [] };
  for (let run = 0; run < runs; run += 1) {
    const result = path.join(folder, 'activation.json');
    rmSync(result, { force: true });
    const order = run % 2 === 0 ? 'waymark.waymark bench.empty' : 'bench.empty waymark.waymark';
    await inWorkbench({ extensionsDir, env: { BENCH_RESULT: result, BENCH_ORDER: order } }, () =>
      until(() => existsSync(result)),
    );
    const measured = JSON.parse(readFileSync(result, 'utf8'));
    times.waymark.push(measured['waymark.waymark']);
    times.empty.push(measured['bench.empty']);
    progress(`activation ${run + 1}`);
  }
  return row('`activate()`, beside an extension that does nothing', times.waymark, times.empty);
}

const activationDriver = `
const vscode = require('vscode');
const { writeFileSync, renameSync } = require('node:fs');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
exports.activate = () => {
  void (async () => {
    await pause(4000);
    const times = {};
    for (const id of process.env.BENCH_ORDER.split(' ')) {
      const began = performance.now();
      await vscode.extensions.getExtension(id).activate();
      times[id] = performance.now() - began;
      await pause(250);
    }
    writeFileSync(process.env.BENCH_RESULT + '.new', JSON.stringify(times));
    renameSync(process.env.BENCH_RESULT + '.new', process.env.BENCH_RESULT);
  })();
};`;

/**
 * From opening the page to the text in the status bar, for a learner who follows a roadmap, beside an extension that
 * does nothing but show such an item.
 * @param {string} folder
 * @returns {Promise<Row>}
 */
async function measureStatusBar(folder) {
  const extensionsDir = path.join(folder, 'status-bar');
  copyExtensions(folder, extensionsDir, {});
  writeExtension(extensionsDir, 'driver', { activationEvents: ['onStartupFinished'] }, statusBarDriver);
  /** @type {number[]} */
  const waymark = [];
  /** @type {number[]} */
  const other = [];
  await inWorkbench({ extensionsDir }, async (page) => {
    await followARoadmap(page);
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      await page.reload();
      await Promise.all([
        statusItem(page)
          .waitFor()
          .then(() => waymark.push(performance.now() - began)),
        page
          .getByRole('button', { name: 'Bench', exact: true })
          .waitFor()
          .then(() => other.push(performance.now() - began)),
      ]);
      progress(`status bar ${run + 1}`);
    }
  });
  return row(
    'From opening the page to the text in the status bar, beside an extension that shows an item and nothing else',
    waymark,
    other,
  );
}

const statusBarDriver = `
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  const item = vscode.window.createStatusBarItem('bench');
  item.text = 'Bench';
  item.show();
  subscriptions.push(item);
};`;

/**
 * Opening a list of ten thousand items and ticking one of them, beside a list of a hundred.
 * @param {string} folder
 * @returns {Promise<Row[]>}
 */
async function measureLongLists(folder) {
  const extensionsDir = path.join(folder, 'long-lists');
  copyExtensions(folder, extensionsDir, {});
  writeExtension(extensionsDir, 'driver', { activationEvents: ['onStartupFinished'] }, openingDriver);
  /** @type {Record<number, { expand: number[], tick: number[] }>} */
  const times = { [longList]: { expand: [], tick: [] }, [shortList]: { expand: [], tick: [] } };
  for (const [items, { expand, tick }] of Object.entries(times)) {
    const file = path.join(folder, `list-${items}.md`);
    writeFileSync(file, renderLongRoadmap(Number(items)));
    for (let run = 0; run < runs; run += 1) {
      await inWorkbench({ extensionsDir, env: { BENCH_ROADMAP: file } }, async (page) => {
        await begin(page);
        await waymarkEntry(page).click();
        const line = (/** @type {RegExp} */ name) => page.getByRole('treeitem', { name }).first();
        const topic = line(/^The long topic/);
        // What is not open yet on the way to the topic is opened; a fresh roadmap's first phase may be open by itself.
        await line(/^A long list/).waitFor();
        if (!(await topic.isVisible())) await openLine(line(/^A long list/));
        if (!(await topic.isVisible())) await openLine(line(/^The long phase/));
        await topic.waitFor();
        const first = line(/^Item 1\b/);
        let began = performance.now();
        await openLine(topic);
        await first.waitFor();
        expand.push(performance.now() - began);
        began = performance.now();
        await first.getByRole('checkbox').click();
        await line(/^Item 1, Done/).waitFor();
        tick.push(performance.now() - began);
      });
      progress(`list of ${items} ${run + 1}`);
    }
  }
  const [long, short] = [times[longList], times[shortList]];
  const beside = `${longList} items, beside one with ${shortList}`;
  return [
    row(`Opening a topic with ${beside}`, long?.expand ?? [], short?.expand ?? []),
    row(`A tick until the row shows it, in a roadmap with ${beside}`, long?.tick ?? [], short?.tick ?? []),
  ];
}

const openingDriver = `
const vscode = require('vscode');
exports.activate = () => vscode.commands.executeCommand('waymark.openRoadmapFile', vscode.Uri.file(process.env.BENCH_ROADMAP));`;

/** @param {number} items */
function renderLongRoadmap(items) {
  const lines = Array.from({ length: items }, (_, index) => `- [ ] Item ${index + 1} <!-- id: long.${index + 1} -->`);
  return `---
id: long
title: A long list
summary: A roadmap that nobody should follow.
roles: [Nobody]
length: { text: 1 week, weeks: [1, 1] }
commitment: { text: 1 hour a day, minutesPerDay: [60, 60], daysPerWeek: 5 }
---

## Phase 1: The long phase <!-- id: phase -->

- **When:** Week 1
- **Goal:** Reach the end

### The long topic <!-- id: topic -->

${lines.join('\n')}
`;
}

/**
 * From `npm start` (everything downloaded and built before) to a tree that can be used, beside the time until the
 * address is printed.
 * @param {string} folder
 * @param {string} hostFolder
 * @returns {Promise<Row>}
 */
async function measureStart(folder, hostFolder) {
  // A cache of its own, so that the learner's own start is left alone, with the host that is there already.
  const cache = path.join(folder, 'cache');
  mkdirSync(cache);
  symlinkSync(hostFolder, path.join(cache, path.relative(cacheFolder(), hostFolder)), 'junction');
  const port = await freePort();
  /** @type {number[]} */
  const tree = [];
  /** @type {number[]} */
  const address = [];
  const browser = await launchBrowser();
  const forget = atEnd(() => browser.close());
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    for (let run = 0; run <= runs; run += 1) {
      const began = performance.now();
      const starter = spawn(process.execPath, [path.join(project, 'scripts', 'start.mjs'), '--browser'], {
        env: cleanEnvironment({ WAYMARK_CACHE: cache, WAYMARK_PORT: String(port) }),
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: process.platform !== 'win32',
      });
      const stop = atEnd(() => stopTree(starter));
      try {
        const url = await addressOf(starter);
        const printed = performance.now() - began;
        const page = await context.newPage();
        await page.goto(url);
        // The first run fills the cache and begins a roadmap.
        if (run === 0) await followARoadmap(page);
        else {
          await waymarkEntry(page).click();
          await page.getByRole('treeitem').first().waitFor();
          tree.push(performance.now() - began);
          address.push(printed);
          progress(`npm start ${run}`);
        }
        await page.close();
      } finally {
        stop();
        await stopTree(starter);
      }
    }
  } finally {
    forget();
    await browser.close();
  }
  return row(
    'From starting as `npm start` does to a tree that can be used, beside the time until the address is printed',
    tree,
    address,
  );
}

/**
 * @param {import('node:child_process').ChildProcess} starter
 * @returns {Promise<string>}
 */
function addressOf(starter) {
  return new Promise((resolve, reject) => {
    let output = '';
    starter.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const url = /Open (\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
    starter.once('close', () => reject(new Problem(`"npm start" ended before it printed an address:\n${output}`)));
  });
}

/**
 * @param {string} vsix
 * @param {string} installed
 * @returns {Row[]}
 */
function measureSizes(vsix, installed) {
  const extension = path.join(installed, waymarkFolder(installed));
  const size = (/** @type {string} */ file) => `${(statSync(file).size / 1024).toFixed(0)} kB`;
  const sized = (/** @type {string} */ what, /** @type {string} */ file) => ({
    what,
    waymark: size(file),
    beside: '',
    ratio: '',
  });
  return [
    sized('Size of the extension’s bundle', path.join(extension, 'dist', 'extension.cjs')),
    sized('Size of the panel’s bundle', path.join(extension, 'dist', 'webview', 'panel.js')),
    sized('Size of the package (.vsix)', vsix),
  ];
}

/**
 * @param {{ extensionsDir: string, env?: Readonly<Record<string, string>> }} options
 * @param {(page: import('playwright-core').Page) => Promise<void>} work
 */
async function inWorkbench({ extensionsDir, env = {} }, work) {
  const workspace = mkdtempSync(path.join(os.tmpdir(), 'waymark-bench-workspace-'));
  const server = await startServer({ settings: testSettings, extensionsDir, env, driver: false });
  try {
    const browser = await launchBrowser();
    const forget = atEnd(() => browser.close());
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(60_000);
      await page.goto(workbenchUrl(server, { folder: workspace }));
      await work(page);
    } finally {
      forget();
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(workspace, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Clicks through the set-up of the first roadmap on offer.
 * @param {import('playwright-core').Page} page
 */
async function followARoadmap(page) {
  await waymarkEntry(page).click();
  await page.getByRole('button', { name: 'Choose a Roadmap' }).click();
  const panel = page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
  await panel
    .getByRole('button', { name: /^Follow/ })
    .first()
    .click();
  await panel.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('treeitem').first().waitFor();
  await statusItem(page).waitFor();
  await pause(2000); // The browser keeps what was just stored only a moment later, and gives no sign when it has.
}

/**
 * Accepts what the set-up page proposes.
 * @param {import('playwright-core').Page} page
 */
async function begin(page) {
  await panelOf(page).getByRole('button', { name: 'Begin' }).click();
  await panelOf(page).locator('body[data-page=overview]').waitFor();
}

/**
 * Waymark's entry in the activity bar; the panel has a tab of the same name.
 * @param {import('playwright-core').Page} page
 */
function waymarkEntry(page) {
  return page.locator('.activitybar').getByRole('tab', { name: 'Waymark' });
}

/** @param {import('playwright-core').Page} page */
function panelOf(page) {
  return page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
}

/** @param {import('playwright-core').Page} page */
function statusItem(page) {
  return page.getByRole('button', { name: /^Waymark: .*today/ });
}

/** @param {import('playwright-core').Locator} line */
async function openLine(line) {
  if ((await line.getAttribute('aria-expanded')) === 'false') await line.locator('.monaco-tl-twistie').click();
}

/**
 * @param {string} folder
 * @param {string} into
 * @param {Readonly<Record<string, unknown>>} changes to Waymark's manifest
 */
function copyExtensions(folder, into, changes) {
  const installed = path.join(folder, 'installed');
  const name = waymarkFolder(installed);
  cpSync(path.join(installed, name), path.join(into, name), { recursive: true });
  const manifest = path.join(into, name, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), ...changes }));
}

/** @param {string} installed */
function waymarkFolder(installed) {
  const name = readdirSync(installed).find((entry) => entry.startsWith('waymark.waymark-'));
  if (name === undefined) throw new Problem(`Waymark is not installed in ${installed}.`);
  return name;
}

/**
 * @param {string} extensionsDir
 * @param {string} name
 * @param {Readonly<Record<string, unknown>>} manifest
 * @param {string} code
 */
function writeExtension(extensionsDir, name, manifest, code) {
  const folder = path.join(extensionsDir, `bench.${name}-1.0.0`);
  mkdirSync(folder, { recursive: true });
  const whole = {
    name,
    publisher: 'bench',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './main.js',
    ...manifest,
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(whole));
  writeFileSync(path.join(folder, 'main.js'), code);
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  const deadline = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Problem('The benchmark waited for a minute in vain.');
    await pause(100);
  }
}

/**
 * @param {string} what
 * @param {readonly number[]} waymark milliseconds
 * @param {readonly number[]} beside milliseconds
 * @returns {Row}
 */
function row(what, waymark, beside) {
  return { what, waymark: span(waymark), beside: span(beside), ratio: (median(waymark) / median(beside)).toFixed(2) };
}

/** @param {readonly number[]} times */
function span(times) {
  const text = (/** @type {number} */ time) => (time < 100 ? time.toFixed(1) : time.toFixed(0));
  return `${text(median(times))} ms (${text(Math.min(...times))}–${text(Math.max(...times))})`;
}

/** @param {readonly number[]} times */
function median(times) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {string} step */
function progress(step) {
  if (process.stderr.isTTY) process.stderr.write(`\r${step.padEnd(40)}`);
}

await runEntry(benchmark);

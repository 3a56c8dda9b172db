// @ts-check
// Runs the host suite (test/host) inside the extension host of a real VS Code, in a browser without a window.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { atEnd, runEntry } from './entry.mjs';
import { launchBrowser, startServer, testSettings, workbenchUrl } from './vscodeHost.mjs';

/**
 * @typedef {object} FloorResult
 * @property {number} passed
 * @property {number} failed
 * @property {string} [trouble] why the floor counts as failed although no test says so
 */

const project = fileURLToPath(new URL('..', import.meta.url));

/** What every VS Code says on its console, whatever the extension does. */
const noise = /AgentHost|ChatModelSelection|open-vsx|policyAccount|AccountPolicy|getaddrinfo|bindings file/;

/**
 * Runs the suites and gives the counts. A crashed, killed or hanging extension host is a failure: VS Code itself would
 * report the first two as success, so only a result file counts.
 * @param {object} [options]
 * @param {string} [options.extension] the folder of the extension
 * @param {string} [options.tests] the bundled suite entry
 * @param {string} [options.coverage] a folder that gets V8's raw coverage of the extension
 * @param {string} [options.grep] only tests whose title matches
 * @param {number} [options.idleLimit] milliseconds without any output after which the run is given up
 * @param {(text: string) => void} [options.write] takes the live output
 * @returns {Promise<FloorResult>}
 */
export async function runHostTests({
  extension = project,
  tests = path.join(project, 'out', 'test', 'host', 'run.cjs'),
  coverage,
  grep,
  idleLimit = Number(process.env['WAYMARK_IDLE_LIMIT'] ?? 60_000),
  write = (text) => process.stdout.write(text),
} = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'waymark-host-tests-'));
  const files = {
    output: path.join(folder, 'output.log'),
    result: path.join(folder, 'result.json'),
    workspace: path.join(folder, 'workspace'),
    coverage: path.join(folder, 'coverage'),
  };
  writeFileSync(files.output, '');
  cpSync(path.join(project, 'samples', 'workspace'), files.workspace, { recursive: true });
  const server = await startServer({
    settings: testSettings,
    env: {
      WAYMARK_TEST_OUTPUT: files.output,
      WAYMARK_TEST_RESULT: files.result,
      WAYMARK_TEST_GREP: grep,
      NODE_V8_COVERAGE: coverage === undefined ? undefined : files.coverage,
    },
  });
  let shown = 0;
  let lastSign = performance.now();
  const showOutput = () => {
    const output = readFileSync(files.output);
    if (output.length === shown) return;
    write(output.subarray(shown).toString());
    shown = output.length;
    lastSign = performance.now();
  };
  /** @type {string[]} */
  const consoleLines = [];
  let trouble;
  try {
    const browser = await launchBrowser();
    const forget = atEnd(() => browser.close());
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      /** @type {Promise<string>} */
      const ended = new Promise((resolve) => {
        const timer = setInterval(() => {
          showOutput();
          if (performance.now() - lastSign < idleLimit) return;
          resolve(`nothing was heard of the tests for ${Math.round(idleLimit / 1000)} s`);
        }, 100);
        timer.unref();
        page.on('crash', () => resolve('the page crashed'));
        page.on('close', () => clearInterval(timer));
        void page.exposeFunction('codeAutomationExit', () => resolve(''));
      });
      await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ parts) => {
        consoleLines.push(
          [type, ...parts].map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '),
        );
      });
      await page.goto(workbenchUrl(server, { folder: files.workspace, developmentExtension: extension, tests }));
      trouble = await ended;
    } finally {
      forget();
      await browser.close();
    }
  } finally {
    await server.stop();
  }
  showOutput();
  const result = existsSync(files.result) ? JSON.parse(readFileSync(files.result, 'utf8')) : undefined;
  if (coverage !== undefined) keepExtensionCoverage(files.coverage, extension, coverage);
  rmSync(folder, { recursive: true, force: true });
  if (result !== undefined && trouble === '') {
    if (result.passed + result.failed > 0) return { passed: result.passed, failed: result.failed };
    trouble = 'no test ran';
  }
  trouble ||= 'the extension host ended without a result';
  write(`\nThe host tests failed: ${trouble}. VS Code's last words were:\n`);
  for (const line of consoleLines.filter((text) => !noise.test(text)).slice(-12))
    write(`  | ${line.split('\n')[0]?.slice(0, 300)}\n`);
  return { passed: result?.passed ?? 0, failed: (result?.failed ?? 0) + 1, trouble };
}

/**
 * Keeps what the extension's own bundle left, out of what all processes of VS Code left, with a source map whose sources
 * are absolute: the report looks for the files to leave out before it resolves anything else.
 * @param {string} from
 * @param {string} extension
 * @param {string} into
 */
function keepExtensionCoverage(from, extension, into) {
  const bundle = path.join(extension, 'dist', 'extension.cjs');
  const { href } = pathToFileURL(bundle);
  const map = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
  map.sources = map.sources.map((/** @type {string} */ source) => path.resolve(path.dirname(bundle), source));
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    const { result } = JSON.parse(readFileSync(path.join(from, name), 'utf8'));
    const kept = result.filter((/** @type {{ url: string }} */ { url }) => url === href);
    if (kept.length === 0) continue;
    writeFileSync(
      path.join(into, name),
      JSON.stringify({ result: kept, 'source-map-cache': { [href]: { data: map } } }),
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runEntry(async () => {
    const result = await runHostTests();
    return result.failed > 0 ? 1 : 0;
  });

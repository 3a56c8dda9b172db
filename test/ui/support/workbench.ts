import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { ensureInstalled } from '../../../scripts/prepare.mjs';
import { launchBrowser, startServer, testSettings, workbenchUrl, type Server } from '../../../scripts/vscodeHost.mjs';

const project = path.resolve(import.meta.dirname, '../../..');

/** The themes that every page of Waymark must look right in, and the class that a webview's body has under them. */
export const themes = {
  'Default Dark Modern': 'vscode-dark',
  'Default Light Modern': 'vscode-light',
  'Default High Contrast': 'vscode-high-contrast',
  'Default High Contrast Light': 'vscode-high-contrast-light',
} as const;
export type ThemeName = keyof typeof themes;

export interface WorkbenchOptions {
  /** The folder to open: a copy of the sample workspace by default, nothing with `null`. */
  readonly folder?: string | null;
  /** Added to the quiet settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The packaged extension, as learners get it (the default), or the folder of this project as it was built last. */
  readonly extension?: 'package' | 'development';
  /** Whether Workspace Trust asks. By default every folder is trusted. */
  readonly trust?: boolean;
}

/** A real VS Code in a browser without a window, with Waymark in it. */
export interface Workbench {
  readonly page: Page;
  readonly server: Server;
  /** The folder that is open, for tests that look at files. */
  readonly folder: string | undefined;
  /** What the page and its webviews complained about so far, without what every VS Code says. Violations of the content security policy are among it. */
  readonly complaints: readonly string[];
  /** Opens Waymark's container and gives the tree of a view in it. */
  tree(viewName: string): Promise<Locator>;
  /** The content of the newest webview, once VS Code has loaded it. */
  panelFrame(): FrameLocator;
  /** Runs a command from the palette by its title, such as "Waymark: Go to Anything". */
  runCommand(title: string): Promise<void>;
  /** Changes the colour theme and waits until the workbench shows it. */
  setTheme(name: ThemeName): Promise<void>;
  /** Loads the window anew, by "Developer: Reload Window". */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a VS Code with Waymark, ready for clicks. Close it in the end. */
export async function openWorkbench({
  folder,
  settings = {},
  extension = 'package',
  trust = false,
}: WorkbenchOptions = {}): Promise<Workbench> {
  const own = mkdtempSync(path.join(os.tmpdir(), 'waymark-ui-'));
  const opened = folder === null ? undefined : (folder ?? path.join(own, 'workspace'));
  if (folder === undefined)
    cpSync(path.join(project, 'samples/workspace'), path.join(own, 'workspace'), { recursive: true });
  const extensionsDir = path.join(own, 'extensions');
  if (extension === 'package') cpSync(await packagedExtensions(), extensionsDir, { recursive: true });
  // The driver also keeps notifications from popping up, so it is there only where it is needed.
  const driver = extension === 'development';
  const server = await startServer({ settings: { ...testSettings, ...settings }, extensionsDir, trust, driver });
  const browser = await launchBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    rmSync(own, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    // The browser may ask before it leaves a page that was typed in; a learner says yes.
    page.on('dialog', (dialog) => void dialog.accept());
    const complaints: string[] = [];
    page.on('console', (message) => {
      const text = `${message.text()} @ ${message.location().url}`;
      if (['error', 'warning'].includes(message.type()) && !everyday.test(text)) complaints.push(text);
    });
    const url = workbenchUrl(server, {
      ...(opened === undefined ? {} : { folder: opened }),
      ...(extension === 'development' ? { developmentExtension: project } : {}),
    });
    await page.goto(url);
    await page.locator('.monaco-workbench').waitFor();
    await container(page).waitFor({ timeout: 60_000 });
    return {
      page,
      server,
      folder: opened,
      complaints,
      tree: async (viewName) => {
        const tree = page.getByRole('tree', { name: viewName });
        // A click on the open container would close it.
        if ((await container(page).getAttribute('aria-expanded')) !== 'true') await container(page).click();
        await tree.waitFor();
        return tree;
      },
      panelFrame: () => page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe#active-frame'),
      runCommand: (title) => runCommand(page, title),
      setTheme: (name) => setTheme(page, server, name),
      reload: async () => {
        await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
        await container(page).waitFor({ timeout: 60_000 });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The ids of axe-core's findings in a webview, each with the elements concerned; none when the page is accessible. */
export async function axeViolations(frame: FrameLocator): Promise<readonly string[]> {
  return runAxe(await contentOf(frame));
}

/** The document of a webview, to ask it things. */
export async function contentOf(frame: FrameLocator): Promise<Frame> {
  const body = await frame.locator('body').elementHandle();
  const content = await body.ownerFrame();
  if (!content) throw new Error('The webview has no document.');
  return content;
}

/**
 * Waits until an expression holds in a webview. Asked from here, because the webview's own policy forbids what Playwright would
 * do for that.
 */
export async function until(content: Frame, expression: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await content.evaluate<boolean>(expression))) {
    if (performance.now() > deadline) throw new Error(`It never came to: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** VS Code moves the focus into a webview a moment after it shows it; a palette opened before would close again. */
export async function hasFocus(frame: FrameLocator): Promise<void> {
  await frame.locator('body[data-ready=true]').waitFor();
  await until(await contentOf(frame), 'document.hasFocus()');
}

async function runAxe(frame: Frame): Promise<readonly string[]> {
  if (!(await frame.evaluate('"axe" in globalThis'))) await frame.evaluate(axeSource());
  return frame.evaluate<string[]>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }).then(({ violations }) => violations.map(({ id, impact, nodes }) =>
    impact + ' ' + id + ': ' + nodes.map(({ target, failureSummary }) => target.join(' ') + ' (' + failureSummary.replace(/\\s+/g, ' ') + ')').join('; ')))`);
}

function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}

/** What every VS Code in a browser complains about, whatever the extension does. */
const everyday =
  /favicon|vsda|_static|update\/check|open-vsx|ServiceWorker|bad HTTP|allow-same-origin|web worker extension host|github|getaddrinfo|bindings file|native-watchdog/;

/** Waymark's entry in the activity bar; the panel has a tab of the same name. */
function container(page: Page): Locator {
  return page.locator('.activitybar').getByRole('tab', { name: 'Waymark' });
}

/** Installed once for all tests; each workbench has a copy, because VS Code writes there. */
async function packagedExtensions(): Promise<string> {
  const where = { dataDir: path.join(project, 'out/ui/data'), extensionsDir: path.join(project, 'out/ui/extensions') };
  await ensureInstalled(where);
  return where.extensionsDir;
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill(`>${title}`);
  const option = page.getByRole('option', { name: title }).first();
  await option.waitFor();
  await option.click();
}

async function setTheme(page: Page, server: Server, name: ThemeName): Promise<void> {
  server.changeSettings({ 'workbench.colorTheme': name });
  const workbenchClass = {
    'vscode-dark': 'vs-dark',
    'vscode-light': 'vs',
    'vscode-high-contrast': 'hc-black',
    'vscode-high-contrast-light': 'hc-light',
  }[themes[name]];
  await page.locator(`.monaco-workbench.${workbenchClass}`).waitFor();
}

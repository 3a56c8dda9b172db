import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { compileRoadmaps } from '../../scripts/compileRoadmaps.ts';
import { itemsOf } from '../../src/learning/roadmap/walk.ts';
import { hasFocus, openWorkbench, type Workbench } from './support/workbench.ts';

/** A learner's first day and the next start, in one window, each step on top of the one before. */
describe('A learner’s path', function () {
  this.timeout(90_000);
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    workbench = await openWorkbench();
    panel = workbench.panelFrame();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.page.screenshot({ path: 'out/ui/failed.png' });
  });

  after(() => workbench.close());

  it('begins with a welcome and opens nothing by itself', async () => {
    const { page } = workbench;
    await page.getByRole('tab', { name: 'Waymark' }).click();
    await page.getByRole('button', { name: 'Choose a Roadmap' }).waitFor();
    assert.equal(await page.locator('.editor-group-container .tab').count(), 0);
    assert.equal(await page.locator('.notification-toast').count(), 0);
    assert.equal(await statusItem().count(), 0, 'no status bar item before a roadmap is followed');
  });

  it('compares five roadmaps and sets one up', async () => {
    await workbench.page.getByRole('button', { name: 'Choose a Roadmap' }).click();
    await panel.locator('body[data-page=choose]').waitFor();
    assert.equal(await panel.getByRole('button', { name: /^Follow/ }).count(), 5);
    await card('Backend Pro Roadmap 2026')
      .getByRole('button', { name: /^Follow/ })
      .click();
    await panel.locator('body[data-page=setup]').waitFor();
    await panel.getByRole('button', { name: 'Begin' }).click();
    await panel.locator('body[data-page=overview]').waitFor();
    await row('Backend Pro Roadmap 2026').waitFor();
    await statusItem('0 of 120 m today').waitFor();
  });

  it('ticks with the space bar, row by row', async () => {
    const { page } = workbench;
    await row('Advanced TypeScript').click();
    await row('Generics').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await row('Generics, Done').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await row('Advanced types, Done').waitFor();
    await row('Advanced TypeScript 2 of 2').waitFor();
    await page.keyboard.press('Space');
    await row('Advanced types, To do').waitFor();
  });

  it('ticks with the mouse, and the tree agrees with itself', async () => {
    await row('Advanced types').getByRole('checkbox').click();
    await row('Advanced types, Done').waitFor();
    assert.equal(await row('Advanced types').getByRole('checkbox').getAttribute('aria-checked'), 'true');
    await row('Advanced types').getByRole('checkbox').click();
    await row('Advanced types, To do').waitFor();
    await row('Advanced TypeScript 1 of 2').waitFor();
  });

  it('skips from the context menu, and says so', async () => {
    await row('Advanced types').click({ button: 'right' });
    // VS Code's menus take no click in their first tenth of a second; the Enter key they always take.
    await workbench.page.getByRole('menuitem', { name: 'Skip' }).hover();
    await workbench.page.keyboard.press('Enter');
    await row('Advanced types, Skipped').waitFor();
    await row('Advanced TypeScript 1 of 2, 1 skipped').waitFor();
  });

  it('continues with what is next, in tree and panel', async () => {
    await workbench.runCommand('Waymark: Continue Where I Left Off');
    await panel.locator('body[data-page=phase]').waitFor();
    await panel.getByRole('heading', { name: 'NestJS core' }).waitFor();
    await row('Modules').waitFor();
    await hasFocus(panel);
  });

  it('has a box in the panel for exactly the items that count', async () => {
    const roadmap = (await compileRoadmaps()).find(({ id }) => id === 'backend-pro-2026');
    const phase = roadmap?.phases[0];
    assert.ok(phase);
    // This phase has no resources, so that every box on its page belongs to an item; what is settled is folded away, not gone.
    assert.equal(await panel.locator('main [role=checkbox]').count(), itemsOf(phase).length);
  });

  it('ticks in the panel, and the tree follows', async () => {
    await panel.getByRole('checkbox', { name: 'Modules' }).click();
    await row('Modules, Done').waitFor();
    await row('NestJS core 1 of 4').waitFor();
  });

  it('keeps notes in an ordinary editor and shows them in the panel', async () => {
    const { page } = workbench;
    await section('NestJS core').getByRole('button', { name: /notes/i }).click();
    await page.getByRole('tab', { name: 'p1.nestjs.md' }).waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Providers are **injected** by type.');
    await page.keyboard.press('Control+s');
    await panel.getByText('injected').first().waitFor({ state: 'attached' });
  });

  it('keeps a link of its own with a topic', async () => {
    const { page } = workbench;
    await section('NestJS core')
      .getByRole('button', { name: /Add link/ })
      .click();
    await type('ftp://example.org');
    await page.getByText('An address that begins with https:// or http://').waitFor();
    await type('https://docs.nestjs.com/modules');
    await page.keyboard.press('Enter');
    await page.getByText('How it should be called').waitFor();
    await type('Modules, in the handbook');
    await page.keyboard.press('Enter');
    await section('NestJS core').getByText('Modules, in the handbook').waitFor();
  });

  it('shows the brief where there is no starter', async () => {
    await workbench.runCommand('Waymark: Go to Topic, Project or Item…');
    await pick('Order/Payment Service', 'A phase, topic, project or item');
    await panel.getByRole('heading', { name: 'Order/Payment Service' }).waitFor();
    await section('Order/Payment Service').getByText('No starter yet; build from this brief').waitFor();
    await hasFocus(panel);
  });

  it('scaffolds the phase’s project after showing the plan, and touches nothing else', async () => {
    const { page } = workbench;
    assert.ok(workbench.folder);
    const mine = path.join(workbench.folder, 'auth-users-service', 'README.md');
    mkdirSync(path.dirname(mine), { recursive: true });
    writeFileSync(mine, 'mine\n');
    await workbench.runCommand('Waymark: Scaffold Phase Project');
    await pick('Auth + Users Service', 'Which project?');
    await pick(path.basename(workbench.folder), 'Where?');
    await page.getByText('Name of the new folder in').waitFor();
    await type('../escape');
    await page.getByText('One folder name, without / or \\').waitFor();
    await type('auth-users-service');
    await page.keyboard.press('Enter');
    await page
      .getByRole('option', { name: /README\.md/ })
      .getByText('yours; stays as it is')
      .first()
      .waitFor();
    await pick('Create project', 'Look through the plan');
    await page.getByRole('tab', { name: 'README.md', selected: true }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
    assert.equal(readFileSync(mine, 'utf8'), 'mine\n');
    assert.ok(existsSync(path.join(workbench.folder, 'auth-users-service', 'package.json')));
    assert.ok(existsSync(path.join(workbench.folder, 'auth-users-service', '.waymark', 'project.json')));
  });

  it('makes the project a Git repository when that is wanted', async () => {
    const { page } = workbench;
    assert.ok(workbench.folder);
    await page.getByRole('button', { name: 'Initialize Git Repository' }).click();
    await page.getByText('auth-users-service is a Git repository now.').first().waitFor();
    assert.ok(existsSync(path.join(workbench.folder, 'auth-users-service', '.git', 'HEAD')));
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('opens the existing project the second time', async () => {
    await showPanel();
    await workbench.runCommand('Waymark: Scaffold Phase Project');
    await pick('Auth + Users Service', 'Which project?');
    await pick('Open auth-users-service', 'Open it, or create another copy');
    await workbench.page.getByRole('tab', { name: 'README.md', selected: true }).waitFor();
    await workbench.page.locator('.monaco-editor.focused').waitFor();
  });

  it('counts a study away from the editor as the learner says', async () => {
    const { page } = workbench;
    await workbench.runCommand('Waymark: Start Studying');
    await pick('NestJS core', 'What are you going to study?');
    await statusItem('studying').waitFor();
    await workbench.runCommand('Waymark: Stop Studying');
    await statusItem('of 120 m today').waitFor();
    // A study of no minutes asks nothing.
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  });

  it('explains the rule behind the status bar and offers what to do', async () => {
    const { page } = workbench;
    await statusItem().click();
    await page.getByRole('option', { name: /Continue/ }).waitFor();
    await page.getByRole('option', { name: /Pause streak/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('keeps a better address for a resource, and can put the roadmap’s own back', async () => {
    await workbench.runCommand('Waymark: Go to Topic, Project or Item…');
    await pick('Node.js & Express Refresher', 'A phase, topic, project or item');
    const resource = section('Node.js & Express Refresher')
      .getByRole('listitem')
      .filter({ hasText: 'Node.js Crash Course' });
    await resource.getByText('Why, and more').click();
    await resource.getByRole('textbox', { name: /address|link/i }).fill('https://example.org/course');
    await resource.getByRole('button', { name: /^Replace link/ }).click();
    await resource.getByRole('button', { name: /^Restore the roadmap’s link/ }).click();
    await resource.getByRole('button', { name: /^Restore the roadmap’s link/ }).waitFor({ state: 'detached' });
  });

  it('finds everything as it was after the window is loaded again', async () => {
    await workbench.runCommand('Waymark: Go to Topic, Project or Item…');
    await pick('Order/Payment Service', 'A phase, topic, project or item');
    await section('Order/Payment Service').waitFor();
    await hasFocus(panel);
    await workbench.reload();
    await row('Backend Pro Roadmap 2026').waitFor();
    await panel.locator('body[data-ready=true][data-page=phase]').waitFor();
    await statusItem('of 120 m today').waitFor();
    await workbench.runCommand('Waymark: Go to Topic, Project or Item…');
    await pick('NestJS core', 'A phase, topic, project or item');
    await row('NestJS core 1 of 4').waitFor();
    await section('NestJS core').getByText('Modules, in the handbook').waitFor();
    await panel.getByText('injected').first().waitFor({ state: 'attached' });
  });

  it('leaves no complaint of its own on the console', () => {
    assert.deepEqual(
      workbench.complaints.filter((line) => /Content Security Policy|waymark/i.test(line)),
      [],
    );
  });

  async function showPanel(): Promise<void> {
    await workbench.page.getByRole('tab', { name: 'Scalability & Performance' }).click();
    await hasFocus(panel);
  }

  function row(name: string): Locator {
    return workbench.page
      .getByRole('tree', { name: 'Roadmap' })
      .getByRole('treeitem', { name: new RegExp(`^(\\d+\\. )?${escaped(name)}`) })
      .first();
  }

  function card(title: string): Locator {
    return panel.getByRole('article').filter({ has: panel.getByRole('heading', { name: title }) });
  }

  function section(title: string): Locator {
    return panel.getByRole('region', { name: title });
  }

  function statusItem(text = ''): Locator {
    return workbench.page.locator('[id="waymark.waymark.waymark.today"]').filter({ hasText: text });
  }

  async function type(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-widget input[type=text]').fill(text);
  }

  /** Chooses from a quick pick, once the one with this place holder is there. */
  async function pick(label: string, placeholder: string): Promise<void> {
    await workbench.page.locator('.quick-input-widget').getByPlaceholder(placeholder).fill(label);
    await workbench.page
      .getByRole('option', { name: new RegExp(escaped(label)) })
      .first()
      .click();
  }
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

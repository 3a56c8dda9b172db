import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seededRecord, writeVersion } from './support/seededRecord.ts';
import { hasFocus, openWorkbench, type Workbench } from './support/workbench.ts';

describe('At the edges', function () {
  this.timeout(120_000);
  let workbench: Workbench | undefined;

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.page.screenshot({ path: 'out/ui/failed.png' });
    await workbench?.close();
  });

  it('creates a project with no folder open: asks for one, opens it, and goes on after the reload', async () => {
    const own = mkdtempSync(path.join(os.tmpdir(), 'waymark-edges-'));
    const folder = path.join(own, 'my work ü & $x');
    mkdirSync(folder);
    workbench = await openWorkbench({ folder: null });
    const { page } = workbench;
    await follow(workbench, 'Backend Pro Roadmap 2026');
    await workbench.runCommand('Waymark: Scaffold Phase Project');
    await page.locator('.quick-input-widget').getByPlaceholder('Which project?').fill('Auth + Users');
    await page
      .getByRole('option', { name: /Auth \+ Users Service/ })
      .first()
      .click();
    await page.getByText('Which folder shall hold the project?').waitFor();
    // The dialog writes the home folder into its field once it has listed it.
    await page.getByRole('option', { name: '..', exact: true }).waitFor();
    await page.locator('.quick-input-widget input[type=text]').fill(`${folder}/`);
    const loaded = page.waitForEvent('load');
    await page.locator('.quick-input-widget').getByRole('button', { name: 'Open and Create Here' }).click();
    await loaded;
    await page.getByText(`Name of the new folder in ${folder}`).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Enter');
    await page
      .locator('.quick-input-widget')
      .getByPlaceholder(/Look through the plan/)
      .fill('Create project');
    await page
      .getByRole('option', { name: /Create project/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'README.md' }).waitFor();
    assert.ok(existsSync(path.join(folder, 'auth-users-service', '.waymark', 'project.json')));
    rmSync(own, { recursive: true });
  });

  it('offers an earlier version of this machine to a profile without progress, and puts it back', async () => {
    workbench = await openWorkbench();
    const { page } = workbench;
    writeVersion(workbench.server.dataDir, await seededRecord(Date.now()));
    await workbench.reload();
    await page.getByRole('tab', { name: 'Waymark' }).click();
    await page.getByRole('button', { name: 'Restore Earlier Version…' }).click();
    await page
      .getByRole('option', { name: /latest/ })
      .getByText(/24 items done/)
      .click();
    const tree = page.getByRole('tree', { name: 'Roadmap' });
    await tree.getByRole('treeitem', { name: /^1\. Backend Foundations 100 % done/ }).waitFor();
    await page.locator('[id="waymark.waymark.waymark.today"]').filter({ hasText: '-day streak' }).waitFor();
    await workbench.runCommand('Waymark: Open Dashboard');
    const panel = workbench.panelFrame();
    await panel.locator('body[data-page=dashboard]').waitFor();
    assert.equal(await panel.getByRole('region', { name: 'Notice' }).count(), 0, 'nothing is offered any more');
  });

  it('works in Restricted Mode, and runs nothing there', async () => {
    workbench = await openWorkbench({ trust: true, settings: { 'security.workspace.trust.startupPrompt': 'never' } });
    const { page } = workbench;
    await page
      .getByRole('button', { name: /Restricted Mode/ })
      .first()
      .waitFor();
    await follow(workbench, 'Full-Time Backend Roadmap');
    const tree = await workbench.tree('Roadmap');
    await tree.getByRole('treeitem', { name: /^Node\.js/ }).click();
    const item = tree.getByRole('treeitem', { name: /^Streams/ });
    await item.getByRole('checkbox').click();
    await tree.getByRole('treeitem', { name: /^Streams, Done/ }).waitFor();
  });
});

async function follow(workbench: Workbench, title: string): Promise<void> {
  const { page } = workbench;
  const panel = workbench.panelFrame();
  await page.getByRole('tab', { name: 'Waymark' }).click();
  await page.getByRole('button', { name: 'Choose a Roadmap' }).click();
  await panel
    .getByRole('article')
    .filter({ has: panel.getByRole('heading', { name: title }) })
    .getByRole('button', { name: /^Follow/ })
    .click();
  await panel.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('tree', { name: 'Roadmap' }).getByRole('treeitem', { name: title }).waitFor();
  await panel.locator('body[data-page=overview]').waitFor();
  await hasFocus(panel);
}

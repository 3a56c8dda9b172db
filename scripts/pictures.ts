// Takes the pictures of the README anew, in a real VS Code with ten weeks of progress: `npm run pictures`.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { seededRecord, writeVersion } from '../test/ui/support/seededRecord.ts';
import { hasFocus, openWorkbench, themes, type ThemeName } from '../test/ui/support/workbench.ts';

const folder = path.resolve(import.meta.dirname, '../media/readme');
mkdirSync(folder, { recursive: true });
const workbench = await openWorkbench();
const { page } = workbench;
const panel = workbench.panelFrame();

try {
  await page.getByRole('tab', { name: 'Waymark' }).click();
  await page.getByRole('button', { name: 'Choose a Roadmap' }).click();
  await take('choose', 'Default Light Modern');

  writeVersion(workbench.server.dataDir, await seededRecord(Date.now()));
  await workbench.reload();
  await page.getByRole('button', { name: 'Restore Earlier Version…' }).click();
  await page.getByRole('option', { name: /latest/ }).click();
  await page.getByRole('treeitem', { name: /^Backend Pro/ }).waitFor();
  await workbench.runCommand('Notifications: Clear All Notifications');

  await workbench.runCommand('Waymark: Continue Where I Left Off');
  await take('phase', 'Default Dark Modern');
  await workbench.runCommand('Waymark: Open Dashboard');
  await take('dashboard', 'Default Dark Modern');
  await take('dashboard', 'Default High Contrast');
  await panel
    .getByRole('link', { name: 'Overview' })
    .or(panel.getByRole('button', { name: 'Overview' }))
    .first()
    .click();
  await take('overview', 'Default Dark Modern');
  await take('overview', 'Default Light Modern');
} finally {
  await workbench.close();
}

async function take(name: string, theme: ThemeName): Promise<void> {
  await workbench.setTheme(theme);
  await panel.locator(`body.${themes[theme]}[data-page=${name}]`).waitFor();
  await hasFocus(panel);
  await page.mouse.move(700, 790);
  await page.screenshot({ path: path.join(folder, `${name}-${themes[theme].replace('vscode-', '')}.png`) });
}

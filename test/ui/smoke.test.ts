import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './support/workbench.ts';

describe('A VS Code with Waymark', () => {
  let workbench: Workbench;
  before(async () => (workbench = await openWorkbench()));
  after(() => workbench.close());

  it('shows Waymark in the activity bar and opens its view from there', async () => {
    const entry = workbench.page.locator('.activitybar').getByRole('tab', { name: 'Waymark' });
    await entry.click();
    assert.equal(await entry.getAttribute('aria-selected'), 'true');
    await workbench.page.locator('.composite.title').getByText('Waymark').first().waitFor();
  });

  it('opens nothing by itself', async () => {
    assert.equal(await workbench.page.locator('.editor-group-container .tab').count(), 0);
    assert.equal(await workbench.page.locator('.notification-toast').count(), 0);
  });

  it('gives the browser nothing to complain about', () => {
    assert.deepEqual(workbench.complaints, []);
  });
});

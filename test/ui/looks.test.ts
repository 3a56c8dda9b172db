import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { FrameLocator } from 'playwright-core';
import {
  axeViolations,
  contentOf,
  openWorkbench,
  themes,
  until,
  type ThemeName,
  type Workbench,
} from './support/workbench.ts';

const shots = process.env['WAYMARK_SHOTS'];
/** What stands beside the panel when the side bar is closed. */
const activityBar = 54;

const themeNames = Object.keys(themes).filter((name): name is ThemeName => name in themes);

/** Every page in every theme, narrow and wide. `WAYMARK_SHOTS` names a folder for pictures of all of them. */
describe('The panel’s looks', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    if (shots) mkdirSync(shots, { recursive: true });
    workbench = await openWorkbench();
    panel = workbench.panelFrame();
    await workbench.page.getByRole('tab', { name: 'Waymark' }).click();
    await workbench.page.getByRole('button', { name: 'Choose a Roadmap' }).click();
    await panel.locator('body[data-page=choose]').waitFor();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  });

  after(() => workbench.close());

  const pages: readonly { readonly name: string; readonly go: () => Promise<void> }[] = [
    { name: 'choose', go: () => Promise.resolve() },
    {
      name: 'setup',
      go: () =>
        panel
          .getByRole('article')
          .filter({ has: panel.getByRole('heading', { name: 'Backend-First Senior' }) })
          .getByRole('button', { name: /^Follow/ })
          .click(),
    },
    { name: 'overview', go: () => panel.getByRole('button', { name: 'Begin' }).click() },
    { name: 'phase', go: () => panel.getByRole('button', { name: /^Continue with/ }).click() },
    { name: 'dashboard', go: () => workbench.runCommand('Waymark: Open Dashboard') },
  ];

  for (const { name, go } of pages) {
    describe(`page “${name}”`, () => {
      before(async () => {
        await go();
        await panel.locator(`body[data-page=${name}]`).waitFor();
      });

      for (const theme of themeNames) {
        it(`is accessible and fits from 320 to 1600 px in ${theme}`, async () => {
          await workbench.setTheme(theme);
          await panel.locator(`body.${themes[theme]}`).waitFor();
          for (const width of [320, 1600]) {
            await workbench.page.setViewportSize({ width: width + activityBar, height: 900 });
            const inside = await contentOf(panel);
            await until(inside, `Math.abs(innerWidth - ${width}) < 40`);
            const wider = await inside.evaluate<string[]>(
              '[...document.querySelectorAll("body *")].filter((e) => e.getClientRects().length && !e.closest("pre, svg, table") && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))',
            );
            assert.deepEqual(wider, [], `does not fit into ${width} px`);
            if (shots) await workbench.page.screenshot({ path: `${shots}/${name}-${themes[theme]}-${width}.png` });
          }
          assert.deepEqual(await axeViolations(panel), []);
        });
      }
    });
  }

  it('never broke the content security policy', () => {
    assert.deepEqual(
      workbench.complaints.filter((line) => /Content Security Policy/i.test(line)),
      [],
    );
  });
});

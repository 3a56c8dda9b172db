// @ts-check
// `npm start`: Waymark in a VS Code, straight after a clone. In the browser with a VS Code of its own (`--browser`), or in
// the VS Code that is installed on this machine (`--desktop`).
import { Problem, runEntry } from './entry.mjs';

// What follows may be too new for an old Node to read, so it is loaded after the Node was looked at.
await runEntry(async () => {
  const { parseArgs } = await import('node:util');
  const { startInBrowser, startOnDesktop, wantsDesktop } = await import('./startWaymark.mjs');
  const options = /** @type {const} */ ({ desktop: { type: 'boolean' }, browser: { type: 'boolean' } });
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch {
    throw new Problem(
      'Waymark starts with "npm start", "npm start -- --browser" or "npm start -- --desktop", and with nothing else.',
    );
  }
  if (values.desktop || (!values.browser && (await wantsDesktop()))) return startOnDesktop();
  return startInBrowser();
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
  commandNames,
  containerId,
  contextKeys,
  panelType,
  settingNames,
  viewIds,
  walkthroughId,
} from '../../src/contributions.ts';

const manifest = z
  .object({
    activationEvents: z.array(z.string()),
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.literal('Waymark') })),
      menus: z.record(z.string(), z.array(z.object({ command: z.string(), when: z.string().optional() }))),
      keybindings: z.array(z.object({ command: z.string() })),
      configuration: z.object({
        properties: z.record(z.string(), z.object({ markdownDescription: z.string() }).loose()),
      }),
      views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
      viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string() })) }),
      viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string() })),
      walkthroughs: z.array(
        z.object({
          id: z.string(),
          steps: z.array(z.object({ description: z.string(), completionEvents: z.array(z.string()) })),
        }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const { contributes } = manifest;
const text = readFileSync('package.json', 'utf8');

describe('package.json and contributions.ts', () => {
  it('name the same commands', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).toSorted(), [...commandNames].toSorted());
  });

  it('name the same settings', () => {
    assert.deepEqual(Object.keys(contributes.configuration.properties).toSorted(), [...settingNames].toSorted());
  });

  it('name the same views, container, panel and walkthrough', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [containerId],
    );
    assert.deepEqual(
      contributes.views[containerId]?.map(({ id }) => id),
      Object.values(viewIds),
    );
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [walkthroughId],
    );
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panelType}`));
  });

  it('use no command in menus, keys, welcome views or walkthrough that does not exist', () => {
    const links = [...text.matchAll(/command:(waymark\.\w+)|onCommand:(waymark\.\w+)/g)].map(
      ([, link, event]) => link ?? event ?? '',
    );
    const used = [
      ...Object.values(contributes.menus)
        .flat()
        .map(({ command }) => command),
      ...contributes.keybindings.map(({ command }) => command),
      ...links,
    ];
    assert.ok(used.length > 20);
    assert.deepEqual(
      used.filter((command) => !commandNames.some((name) => name === command)),
      [],
    );
  });

  it('use no context key that is not set, and set none that is not used', () => {
    const known = new Set<string>([
      ...commandNames,
      ...settingNames,
      ...Object.values(viewIds),
      panelType,
      walkthroughId,
    ]);
    const words = [...text.matchAll(/"when": "([^"]*)"/g)].flatMap(([, when = '']) =>
      [...when.matchAll(/waymark\.\w+/g)].map(([word]) => word),
    );
    const keys = new Set(words.filter((word) => !known.has(word)));
    assert.deepEqual([...keys].toSorted(), Object.values(contextKeys).toSorted());
  });
});

import assert from 'node:assert/strict';
import { listFiles } from '@vscode/vsce';
import { bundledRoadmapIds } from '../../scripts/compileRoadmaps.ts';

/** What a learner's machine gets, by what the build has left in `dist`. */
describe('The packaged extension', () => {
  let files: readonly string[];

  before(async () => {
    files = (await listFiles({ packagedDependencies: [] })).map((file) => file.replaceAll('\\', '/'));
  });

  it('holds the program, the panel, every roadmap and the starters with their checks', () => {
    const expected = [
      'package.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
      'dist/extension.cjs',
      'dist/parsers.cjs',
      'dist/webview/panel.js',
      'dist/webview/panel.css',
      'dist/webview/codicon.css',
      'dist/webview/codicon.ttf',
      'dist/roadmaps/index.json',
      'dist/starters/index.json',
      ...bundledRoadmapIds.map((id) => `dist/roadmaps/${id}.json`),
      ...['auth-users-service', 'five-system-designs', 'task-management-api'].flatMap((id) => [
        `dist/starters/${id}/starter.json`,
        `dist/starters/${id}/checks.mjs`,
      ]),
      'media/icon.png',
      'media/waymark.svg',
      ...['choose', 'tick', 'build', 'rhythm'].map((name) => `media/walkthrough/${name}.md`),
    ];
    assert.deepEqual(
      expected.filter((file) => !files.includes(file)),
      [],
    );
  });

  it('holds nothing else: no source, test, solution, fault, map or dependency', () => {
    const allowed =
      /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|media\/(?:icon\.png|waymark\.svg|walkthrough\/\w+\.md)|dist\/(?:extension|parsers)\.cjs|dist\/webview\/[\w.]+|dist\/roadmaps\/[\w-]+\.json|dist\/starters\/(?:index\.json|[\w-]+\/(?:starter\.json|checks\.mjs)))$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file)),
      [],
    );
  });
});

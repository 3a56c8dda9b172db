import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRoadmaps, writeRoadmapChunks } from '../../../scripts/compileRoadmaps.ts';
import { compareRoadmapIds, planRoadmapIds } from '../../../scripts/roadmapIds.ts';
import type { RoadmapId } from '../../../scripts/roadmapIds.ts';
import { roadmapSchema } from '../../../src/learning/roadmap/schema.ts';

function file(id: string, lines = '- [ ] One <!-- id: p1.one -->', frontMatter = ''): string {
  return `---
id: ${id}
title: ${id}
summary: S
length: { text: 4 weeks, weeks: [4, 4] }
commitment: { text: Not stated }
${frontMatter}---

## Phase 1: Start <!-- id: p1 -->

- **When:** Weeks 1–4

### Topic <!-- id: p1.topic -->

${lines}
`;
}

describe('Compiling the bundled roadmaps', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'waymark-roadmaps-'))));
  afterEach(() => rm(folder, { recursive: true }));
  const put = (id: string, text = file(id)): Promise<void> => writeFile(join(folder, `${id}.md`), text);

  it('keeps the order of the five and puts others after them by the alphabet', async () => {
    for (const id of ['zebra', 'apple', 'backend-first-senior', 'backend-heavy-full-stack', 'node-backend-development'])
      await put(id);
    await writeFile(join(folder, 'README.md'), '# Not a roadmap\n');
    assert.deepEqual(
      (await compileRoadmaps(folder)).map(({ id }) => id),
      ['backend-heavy-full-stack', 'node-backend-development', 'backend-first-senior', 'apple', 'zebra'],
    );
  });

  it('lists every problem of every file in one error, warnings too', async () => {
    await put('apple', file('apple', '- [ ] One\n- [x] Two <!-- id: p1.two -->'));
    await put('zebra', file('zebra').replace('Weeks', 'Weaks'));
    await assert.rejects(compileRoadmaps(folder), (error: Error) => {
      assert.match(error.message, /^The roadmaps have 3 problem\(s\):\n/);
      assert.match(error.message, /apple\.md:15:7 This item has no id/);
      assert.match(error.message, /apple\.md:16:7 “Two” is ticked in the file/);
      assert.match(error.message, /zebra\.md:11:3 “Weaks 1–4” is no span/);
      return true;
    });
  });

  it('wants the name of a file to be its id', async () => {
    await put('apple', file('pear'));
    await assert.rejects(compileRoadmaps(folder), /apple\.md:1:1 The roadmap's id is “pear”/);
  });

  it('writes a chunk for each roadmap and an index of summaries', async () => {
    await put('apple');
    await put('zebra');
    const target = join(folder, 'out');
    await writeRoadmapChunks(target, folder);
    assert.deepEqual((await readdir(target)).toSorted(), ['apple.json', 'index.json', 'zebra.json']);
    const chunk = await readFile(join(target, 'zebra.json'), 'utf8');
    assert.deepEqual(roadmapSchema.parse(JSON.parse(chunk)), (await compileRoadmaps(folder))[1]);
    assert.ok(!chunk.includes('\n'));
    assert.deepEqual(
      (JSON.parse(await readFile(join(target, 'index.json'), 'utf8')) as { id: string; items: number }[]).map(
        ({ id, items }) => [id, items],
      ),
      [
        ['apple', 1],
        ['zebra', 1],
      ],
    );
  });

  it('notices ids that went away or are new, and accepts an alias', async () => {
    await put('apple', file('apple', '- [ ] One <!-- id: p1.new -->'));
    const committed = { apple: ['p1', 'p1.one', 'p1.topic'], pear: ['p1'] };
    const changes = compareRoadmapIds(committed, await compileRoadmaps(folder));
    const lost: RoadmapId[] = [
      ['apple', 'p1.one'],
      ['pear', 'p1'],
    ];
    assert.deepEqual(changes, { lost, added: [['apple', 'p1.new']] });
    assert.deepEqual(planRoadmapIds(committed, changes, []), {
      apple: ['p1', 'p1.new', 'p1.one', 'p1.topic'],
      pear: ['p1'],
    });
    assert.deepEqual(planRoadmapIds(committed, changes, lost), { apple: ['p1', 'p1.new', 'p1.topic'] });

    await put('apple', file('apple', '- [ ] One <!-- id: p1.new -->', 'aliases: { p1.one: p1.new }\n'));
    assert.deepEqual(compareRoadmapIds({ apple: committed.apple }, await compileRoadmaps(folder)), {
      lost: [],
      added: [['apple', 'p1.new']],
    });
  });
});

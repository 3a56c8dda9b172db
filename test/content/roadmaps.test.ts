import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledRoadmapIds, compileRoadmaps, roadmapsFolder } from '../../scripts/compileRoadmaps.ts';
import { compareRoadmapIds, describeLostId, readRoadmapIds } from '../../scripts/roadmapIds.ts';
import type { Phase, Roadmap } from '../../src/learning/roadmap/schema.ts';
import { idsOf, itemsOf, nodesOf, resourcesOf, sectionsOf } from '../../src/learning/roadmap/walk.ts';

describe('The bundled roadmaps', () => {
  let roadmaps: readonly Roadmap[] = [];

  before(async () => {
    // Throws, with every place, where a file has so much as a warning.
    roadmaps = await compileRoadmaps();
  });

  it('are the five, in their order', () => {
    assert.deepEqual(
      roadmaps.map(({ id }) => id),
      bundledRoadmapIds,
    );
  });

  it('use each id once', () => {
    for (const roadmap of roadmaps) {
      const parts = [...roadmap.phases, ...sectionsOf(roadmap), ...nodesOf(roadmap), ...resourcesOf(roadmap)];
      const rules = roadmap.rules.flatMap(({ id }) => id ?? []);
      assert.equal(idsOf(roadmap).size, parts.length + rules.length, roadmap.id);
    }
  });

  it('have lost no id that learners may hold', async () => {
    const { lost } = compareRoadmapIds(await readRoadmapIds(), roadmaps);
    assert.deepEqual(lost.map(describeLostId), []);
  });

  it('have all their ids in roadmaps/ids.json; if not, run: npm run ids', async () => {
    const { added } = compareRoadmapIds(await readRoadmapIds(), roadmaps);
    assert.deepEqual(
      added.map(([roadmap, id]) => `${roadmap}: ${id}`),
      [],
      'Run: npm run ids',
    );
  });

  it('have phases that follow each other from the first week or month, without a gap', () => {
    for (const roadmap of roadmaps) {
      assert.equal(
        new Set(roadmap.phases.map(({ when }) => when.unit)).size,
        1,
        `${roadmap.id} mixes weeks and months`,
      );
      assert.equal(roadmap.phases[0]?.when.from, 1, roadmap.id);
      roadmap.phases.slice(1).forEach((phase, index) => assertFollows(roadmap, phase, roadmap.phases[index]!));
    }
  });

  it('have something to do in every phase, and a child in every group', () => {
    for (const roadmap of roadmaps) {
      for (const phase of roadmap.phases) assert.ok(itemsOf(phase).length > 0, `${roadmap.id} ${phase.id}`);
      for (const node of nodesOf(roadmap)) assert.ok(node.type === 'item' || node.children.length >= 1, node.id);
    }
  });

  it('keep every word of their files', async () => {
    for (const roadmap of roadmaps) {
      const file = await readFile(join(roadmapsFolder, `${roadmap.id}.md`), 'utf8');
      const kept = countWords(wordsOf(roadmap));
      const lost = [...countWords(file.replace(markup, ' '))].filter(([word, times]) => (kept.get(word) ?? 0) < times);
      assert.deepEqual(lost, [], roadmap.id);
    }
  });

  it('lead to web addresses only', () => {
    const addresses = roadmaps.flatMap((roadmap) => stringsOf(roadmap).filter(({ path }) => path.endsWith('.url')));
    assert.ok(addresses.length > 0);
    for (const { path, text } of addresses) {
      assert.match(text, /^https?:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/, path);
    }
  });

  it('have clean texts: no emoji, no stray white space, no leftover of Markdown', () => {
    const junk = roadmaps.flatMap((roadmap) =>
      stringsOf(roadmap)
        .filter(({ path }) => !path.endsWith('.url'))
        .flatMap(({ path, text }) => {
          const found = whatIsStray(path, text);
          return found === undefined ? [] : [`${roadmap.id} ${path}: ${found} in “${text}”`];
        }),
    );
    assert.deepEqual(junk, []);
  });
});

function assertFollows(roadmap: Roadmap, phase: Phase, before: Phase): void {
  const message = `${roadmap.id}: “${phase.title}” (${phase.when.text}) after “${before.title}” (${before.when.text})`;
  assert.equal(phase.when.from, before.when.to + 1, message);
}

/** What the format itself says and the compiled roadmap says by its shape. */
const markup = /^## Phase \d+:|\*\*(?:When|Goal|Outcome|Where|By|As of|Kind):\*\*|\boptional: true\b/gm;

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${wordsOf(inner)}`)
    .join(' ');
}

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

interface Text {
  /** `phases.0.title` */
  readonly path: string;
  readonly text: string;
}

function stringsOf(value: unknown, path = ''): readonly Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsOf(inner, path === '' ? key : `${path}.${key}`));
}

function whatIsStray(path: string, text: string): string | undefined {
  // Pieces of a line begin and end with the space between them.
  const isPiece = /\.rich\.\d+\.text$/.test(path);
  // Code may hold any sign.
  const words = text.replace(/`[^`]*`/g, '');
  if (!isPiece && text !== text.trim()) return 'white space at an end';
  if (/ {2}|[\t\n\r\u00a0\u2000-\u200f\u2028\u2029\ufeff]/.test(text)) return 'odd white space';
  if (/\p{Extended_Pictographic}/u.test(text)) return 'an emoji';
  if (/[\ufffd\p{Cc}]/u.test(text)) return 'a damaged character';
  if (/Ã.|â€/.test(text)) return 'a wrongly decoded character';
  if (/<!--|-->|\*\*|\]\(|^#{1,6} |^\[[ xX]?\] |^[-*+] /.test(words)) return 'Markdown';
  return undefined;
}

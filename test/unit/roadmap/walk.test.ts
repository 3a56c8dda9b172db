import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRoadmap } from '../../../src/learning/roadmap/parseRoadmap.ts';
import type { Roadmap } from '../../../src/learning/roadmap/schema.ts';
import { roadmapSummarySchema } from '../../../src/learning/roadmap/summary.ts';
import { summaryOf } from '../../../src/learning/roadmap/summaryOf.ts';
import { idsOf, itemsOf, nodesOf, resourcesOf, sectionsOf } from '../../../src/learning/roadmap/walk.ts';

function read(name: string): Roadmap {
  const { roadmap } = parseRoadmap(
    readFileSync(join(import.meta.dirname, '../../fixtures/roadmaps', `${name}.md`), 'utf8'),
  );
  assert.ok(roadmap);
  return roadmap;
}

const ids = (parts: readonly { readonly id: string }[]): readonly string[] => parts.map(({ id }) => id);

describe('A walk over a roadmap', () => {
  const roadmap = read('items-and-groups');
  const items = ['p1.types', 'p1.closures', 'p1.yield', 'p1.delegation', 'p1.modules', 'p1.first', 'p1.second'];

  it('gives the items of roadmap, phase and section in the order of the file, without groups', () => {
    assert.deepEqual(ids(itemsOf(roadmap)), items);
    assert.deepEqual(ids(itemsOf(roadmap.phases[0]!)), items);
    assert.deepEqual(ids(itemsOf(roadmap.phases[0]!.sections[0]!)), items);
  });

  it('gives the items of a group, and an item itself', () => {
    const group = nodesOf(roadmap).find(({ id }) => id === 'p1.functions')!;
    assert.deepEqual(ids(itemsOf(group)), ['p1.closures', 'p1.yield', 'p1.delegation']);
    assert.deepEqual(ids(itemsOf(itemsOf(roadmap)[0]!)), ['p1.types']);
  });

  it('gives a group before its children', () => {
    const nodes = ids(nodesOf(roadmap));
    assert.deepEqual(nodes.slice(1, 4), ['p1.functions', 'p1.closures', 'p1.generators']);
    assert.equal(nodes.length, 9);
  });

  it('gives resources of sections, library and shelf', () => {
    assert.deepEqual(ids(resourcesOf(read('derived-ids'))), [
      'getting-started.c-c-plus-plus-and-c-sharp.r.cafe',
      'library.a-book',
      'shelf.a-book',
    ]);
  });

  it('gives every id with what it belongs to', () => {
    assert.deepEqual(Object.fromEntries(idsOf(read('front-matter'))), {
      'golden-rule': 'rule',
      p1: 'phase',
      'p1.topic': 'section',
      'p1.one': 'item',
      p2: 'phase',
      'p2.topic': 'section',
      'p2.one': 'item',
    });
    assert.equal(idsOf(roadmap).get('p1.functions'), 'group');
    assert.equal(idsOf(read('derived-ids')).get('shelf.a-book'), 'resource');
  });

  it('gives the sections of all phases', () => {
    assert.deepEqual(ids(sectionsOf(read('sections'))), ['p1.topic', 'p1.first', 'p2.second', 'p2.draw', 'p2.done']);
  });
});

describe('The summary of a roadmap', () => {
  it('counts phases, leaf items and projects', () => {
    const { phases, items, projects } = summaryOf(read('sections'));
    assert.deepEqual({ phases, items, projects }, { phases: 2, items: 4, projects: 2 });
  });

  it('carries over what helps to choose, and nothing else', () => {
    const whole = read('front-matter');
    const summary = roadmapSummarySchema.parse(JSON.parse(JSON.stringify(summaryOf(whole))));
    const { id, title, summary: words, roles, level, length, commitment } = whole;
    assert.deepEqual(summary, {
      ...{ id, title, summary: words, roles, level, length, commitment },
      ...{ phases: 2, items: 2, projects: 0 },
    });
  });

  it('needs no Markdown parser, and neither do the schema and the walk', () => {
    for (const name of ['schema', 'walk', 'summary', 'summaryOf']) {
      const source = readFileSync(join(import.meta.dirname, `../../../src/learning/roadmap/${name}.ts`), 'utf8');
      const imports = [...source.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from ?? '');
      assert.ok(imports.length > 0);
      assert.deepEqual(
        imports.filter((from) => !['zod', '../idSchema.ts', './schema.ts', './summary.ts', './walk.ts'].includes(from)),
        [],
        `${name}.ts`,
      );
    }
  });
});

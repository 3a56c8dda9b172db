import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileRoadmaps } from '../../scripts/compileRoadmaps.ts';
import { compileStarters } from '../../scripts/compileStarters.ts';
import type { Roadmap, Section } from '../../src/learning/roadmap/schema.ts';
import type { Starter } from '../../src/learning/starter/schema.ts';
import { itemsOf, sectionsOf } from '../../src/learning/roadmap/walk.ts';

const testFolder = resolve(import.meta.dirname, '..');

describe('The bundled starters', function () {
  this.timeout(60_000);

  let roadmaps: readonly Roadmap[];
  let starters: readonly Starter[];
  before(async () => {
    roadmaps = await compileRoadmaps();
    const built = await compileStarters();
    assert.deepEqual(built.problems, []);
    starters = built.starters.map(({ compiled }) => compiled.starter);
  });

  const sectionOf = ({ roadmap, section }: Starter): Section | undefined =>
    roadmaps
      .filter(({ id }) => id === roadmap)
      .flatMap(sectionsOf)
      .find(({ id }) => id === section);

  it('belong to a project that names them', () => {
    const named = starters.map((starter) => [starter.id, sectionOf(starter)?.starter]);
    assert.deepEqual(
      named,
      starters.map(({ id }) => [id, id]),
    );
  });

  it('are there for every project that names one', () => {
    const ids = starters.map(({ id }) => id);
    const missing = roadmaps.flatMap((roadmap) =>
      sectionsOf(roadmap).flatMap(({ id, starter }) =>
        starter === undefined || ids.includes(starter) ? [] : [`${roadmap.id} ${id}`],
      ),
    );
    assert.deepEqual(missing, []);
  });

  it('have checks for items that exist', () => {
    const unknown = starters.flatMap((starter) => {
      const roadmap = roadmaps.find(({ id }) => id === starter.roadmap);
      const known = new Set(roadmap === undefined ? [] : itemsOf(roadmap).map(({ id }) => id));
      return starter.checks.flatMap((check) =>
        check.items.filter((item) => !known.has(item)).map((item) => `${starter.id}, ${check.id}: ${item}`),
      );
    });
    assert.deepEqual(unknown, []);
  });

  it('have at least one check for each item of their project', () => {
    const unchecked = starters.flatMap((starter) => {
      const section = sectionOf(starter);
      const checked = new Set(starter.checks.flatMap((check) => check.items));
      const items = section === undefined ? [] : itemsOf(section).map(({ id }) => id);
      return items.filter((item) => !checked.has(item)).map((item) => `${starter.id}: ${item}`);
    });
    assert.deepEqual(unchecked, []);
  });

  it('have a solution and at least two planted faults for the proof', () => {
    const incomplete = starters.filter(({ id }) => {
      const faults = join(testFolder, 'faults', id);
      return !existsSync(join(testFolder, 'solutions', id)) || !existsSync(faults) || readdirSync(faults).length < 2;
    });
    assert.deepEqual(
      incomplete.map(({ id }) => id),
      [],
    );
  });
});

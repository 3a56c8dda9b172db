import type { FrontMatter, FindPlace } from './parseFrontMatter.ts';
import type { Reading } from './reading.ts';
import type { Phase, Roadmap } from './schema.ts';
import { nodesOf } from './walk.ts';

/** The parts of a roadmap that speak of ids. */
export type Settled = Pick<Roadmap, 'phases' | 'milestones' | 'tracker' | 'schedules' | 'aliases'>;

/** Once all ids are known: whatever leads nowhere is a problem and left out, so that nobody has to look again. */
export function settleReferences(reading: Reading, frontMatter: FrontMatter, phases: readonly Phase[]): Settled {
  const { values, placeOf } = frontMatter;
  return {
    phases: settleExtensions(reading, phases),
    milestones: settleMilestones(reading, values.milestones ?? [], phases, placeOf),
    tracker: settleTracker(reading, values.tracker ?? [], phases, placeOf),
    schedules: settleSchedules(reading, values.schedules ?? [], phases, placeOf),
    aliases: settleAliases(reading, values.aliases ?? {}, placeOf),
  };
}

function settleExtensions(reading: Reading, phases: readonly Phase[]): readonly Phase[] {
  const sections = phases.flatMap((phase) => phase.sections);
  const dangling = new Set<string>();
  for (const { from, to, place } of reading.extensions) {
    const earlier = sections.slice(
      0,
      sections.findIndex(({ id }) => id === from),
    );
    const projects = earlier.filter(({ kind }) => kind === 'project').map(({ id }) => id);
    if (projects.includes(to)) continue;
    dangling.add(from);
    reading.problems.error(
      place,
      `No earlier project has the id “${to}”. ${projects.length === 0 ? 'There is no project before this one; remove “extends”.' : `Before this one stand ${listed(projects)}.`}`,
    );
  }
  if (dangling.size === 0) return phases;
  return phases.map((phase) => ({
    ...phase,
    sections: phase.sections.map(({ extends: extended, ...section }) =>
      extended === undefined || dangling.has(section.id) ? section : { ...section, extends: extended },
    ),
  }));
}

function settleMilestones(
  reading: Reading,
  milestones: Roadmap['milestones'],
  phases: readonly Phase[],
  placeOf: FindPlace,
): Roadmap['milestones'] {
  const known = new Set(phases.flatMap(nodesOf).map(({ id }) => id));
  return milestones.map(({ items, ...milestone }, index) => {
    items?.forEach((id, place) => {
      if (known.has(id)) return;
      reading.problems.error(
        placeOf(['milestones', index, 'items', place]),
        `No item has the id “${id}”. Write the id of an item or group of this file, or remove it.`,
      );
    });
    const found = items?.filter((id) => known.has(id)) ?? [];
    return found.length > 0 ? { ...milestone, items: found } : milestone;
  });
}

function settleTracker(
  reading: Reading,
  tracker: Roadmap['tracker'],
  phases: readonly Phase[],
  placeOf: FindPlace,
): Roadmap['tracker'] {
  const known = phases.map(({ id }) => id);
  return tracker.filter(({ phase }, index) => {
    if (known.includes(phase)) return true;
    reading.problems.error(
      placeOf(['tracker', index, 'phase']),
      `No phase has the id “${phase}”. This file has ${listed(known)}.`,
    );
    return false;
  });
}

function settleSchedules(
  reading: Reading,
  schedules: Roadmap['schedules'],
  phases: readonly Phase[],
  placeOf: FindPlace,
): Roadmap['schedules'] {
  return schedules.filter(({ phases: span }, index) => {
    if (!span || span[1] <= phases.length) return true;
    reading.problems.error(
      placeOf(['schedules', index, 'phases']),
      `The schedule is for phases up to ${span[1]}, but this file has ${phases.length}. Write [first, last] within them.`,
    );
    return false;
  });
}

function settleAliases(reading: Reading, aliases: Roadmap['aliases'], placeOf: FindPlace): Roadmap['aliases'] {
  const settled = Object.entries(aliases).filter(([old, today]) => {
    if (!reading.ids.has(today)) {
      reading.problems.error(
        placeOf(['aliases', old]),
        `The alias “${old}” points at “${today}”, which is no id of this file. Write the id that it has today.`,
      );
    }
    if (reading.ids.has(old)) {
      reading.problems.error(
        placeOf(['aliases', old], 'key'),
        `“${old}” is an alias and an id of this file as well. Remove the alias, or give the other an id of its own.`,
      );
    }
    return reading.ids.has(today) && !reading.ids.has(old);
  });
  return Object.fromEntries(settled);
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.map((id) => `“${id}”`).join(', ');
}

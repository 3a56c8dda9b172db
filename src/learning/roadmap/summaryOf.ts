import type { Roadmap } from './schema.ts';
import type { RoadmapSummary } from './summary.ts';
import { itemsOf, sectionsOf } from './walk.ts';

/** The summary of a roadmap. */
export function summaryOf(roadmap: Roadmap): RoadmapSummary {
  return {
    id: roadmap.id,
    title: roadmap.title,
    summary: roadmap.summary,
    roles: roadmap.roles,
    ...(roadmap.level === undefined ? {} : { level: roadmap.level }),
    length: roadmap.length,
    commitment: roadmap.commitment,
    phases: roadmap.phases.length,
    items: itemsOf(roadmap).length,
    projects: sectionsOf(roadmap).filter(({ kind }) => kind === 'project').length,
  };
}

import type { Roadmap } from '../../../learning/roadmap/schema.ts';
import type { ResourceEntry } from '../../parts/resourceList.tsx';

/** All resources of a roadmap with where they stand, without the optional shelf. */
export function libraryOf(roadmap: Roadmap): readonly ResourceEntry[] {
  return [
    ...roadmap.phases.flatMap((phase) =>
      phase.sections.flatMap((section) =>
        section.resources.map((resource) => ({ resource, from: `phase ${phase.number}, ${section.title}` })),
      ),
    ),
    ...roadmap.library.flatMap(({ title, resources }) => resources.map((resource) => ({ resource, from: title }))),
  ];
}

import type { Phase } from '../../../learning/roadmap/schema.ts';
import { Button } from '../../components.tsx';
import { useOpen, useRoadmap } from '../../panelContext.ts';

/** The phase before and the phase after. */
export function PhaseNeighbours({ phase }: { readonly phase: Phase }) {
  const { roadmap } = useRoadmap();
  const open = useOpen();
  const index = roadmap.phases.indexOf(phase);
  const before = index > 0 ? roadmap.phases[index - 1] : undefined;
  const after = roadmap.phases[index + 1];
  return (
    <nav class="actions neighbours" aria-label="Phases before and after">
      {before && (
        <Button icon="arrow-left" onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: before.id })}>
          Phase {before.number}: {before.title}
        </Button>
      )}
      {after && (
        <Button icon="arrow-right" onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: after.id })}>
          Phase {after.number}: {after.title}
        </Button>
      )}
    </nav>
  );
}

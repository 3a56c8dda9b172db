import { phaseCompletion, roadmapCompletion } from '../../../learning/progress/completion.ts';
import { useOpen, useRoadmap } from '../../panelContext.ts';
import { CompletionBar } from '../../parts/completionBar.tsx';

/** How far each phase of the current roadmap is. */
export function PhaseBars() {
  const { roadmap, state } = useRoadmap();
  const open = useOpen();
  return (
    <section aria-labelledby="dashboard-phases">
      <h2 id="dashboard-phases">{roadmap.title}</h2>
      <CompletionBar completion={roadmapCompletion(state.record, roadmap, state.today)} of={roadmap.title} />
      <ol class="plain phaseBars">
        {roadmap.phases.map((phase) => (
          <li key={phase.id}>
            <button
              type="button"
              class="textButton"
              onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: phase.id })}
            >
              {phase.number}. {phase.title}
            </button>
            <CompletionBar
              completion={phaseCompletion(state.record, roadmap.id, phase, state.today)}
              of={phase.title}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

import { phaseCompletion } from '../../../learning/progress/completion.ts';
import { valueOf } from '../../../learning/progress/registers.ts';
import type { Phase } from '../../../learning/roadmap/schema.ts';
import { Button } from '../../components.tsx';
import { formatDays } from '../../dates.ts';
import { useOpen, useRoadmap } from '../../panelContext.ts';
import { CompletionBar } from '../../parts/completionBar.tsx';
import { RichText } from '../../parts/richText.tsx';
import { spanDates } from '../../../learning/time/spanDates.ts';

/** The phase in a few lines, and the next thing in it. */
export function PhaseHead({ phase }: { readonly phase: Phase }) {
  const { next, roadmap, state } = useRoadmap();
  const open = useOpen();
  const start = valueOf(state.record, 'start', roadmap.id);
  const isNextHere = next?.phase.id === phase.id;
  return (
    <>
      <p class="over">
        Phase {phase.number} of {roadmap.phases.length} · {phase.when.text}
        {start === undefined ? '' : ` · ${formatDays(spanDates(start, phase.when), state.locale)}`}
      </p>
      <h1 tabIndex={-1}>{phase.title}</h1>
      {phase.goal && (
        <p class="lead">
          Goal: <RichText line={phase.goal} />
        </p>
      )}
      <CompletionBar completion={phaseCompletion(state.record, roadmap.id, phase, state.today)} of={phase.title} />
      {next && isNextHere && (
        <div class="actions">
          <Button
            appearance="primary"
            icon="arrow-down"
            onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: phase.id, section: next.section.id })}
          >
            Next: {next.item.text}
          </Button>
        </div>
      )}
    </>
  );
}

import { phaseCompletion } from '../../../learning/progress/completion.ts';
import { followedIds } from '../../../learning/progress/followedIds.ts';
import { phaseHere } from '../../../learning/progress/phaseHere.ts';
import { valueOf } from '../../../learning/progress/registers.ts';
import type { Phase } from '../../../learning/roadmap/schema.ts';
import { formatDays } from '../../dates.ts';
import { useOpen, useRoadmap } from '../../panelContext.ts';
import { CompletionBar } from '../../parts/completionBar.tsx';
import { Icon } from '../../parts/icon.tsx';
import { RichText } from '../../parts/richText.tsx';
import { spanDates } from '../../../learning/time/spanDates.ts';

/** The phases in their order, with dates, completion and where the learner is. */
export function TimeLine() {
  const { roadmap, state } = useRoadmap();
  const isFollowed = followedIds(state.record).includes(roadmap.id);
  const here = isFollowed ? phaseHere(state.record, roadmap, state.today) : undefined;
  return (
    <ol class="timeLine">
      {roadmap.phases.map((phase) => (
        <Stop key={phase.id} phase={phase} isHere={phase === here} />
      ))}
    </ol>
  );
}

function Stop({ phase, isHere }: { readonly phase: Phase; readonly isHere: boolean }) {
  const { roadmap, state } = useRoadmap();
  const open = useOpen();
  const completion = phaseCompletion(state.record, roadmap.id, phase, state.today);
  const start = valueOf(state.record, 'start', roadmap.id);
  const dates = start === undefined ? '' : ` · ${formatDays(spanDates(start, phase.when), state.locale)}`;
  return (
    <li class={isHere ? 'stop here' : 'stop'}>
      <span class="stopMark">
        <Icon name={completion.settled ? 'pass-filled' : isHere ? 'circle-filled' : 'circle-large'} />
      </span>
      <div>
        <button
          type="button"
          class="textButton stopTitle"
          onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: phase.id })}
        >
          {phase.number}. {phase.title}
        </button>
        {isHere && <span class="nextMark">You are here</span>}
        <p class="details">
          {phase.when.text}
          {dates}
        </p>
        {phase.goal && (
          <p>
            <RichText line={phase.goal} />
          </p>
        )}
        <CompletionBar completion={completion} of={phase.title} />
      </div>
    </li>
  );
}

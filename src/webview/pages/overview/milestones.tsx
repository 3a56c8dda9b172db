import { completionOf } from '../../../learning/progress/completion.ts';
import { valueOf } from '../../../learning/progress/registers.ts';
import type { Roadmap } from '../../../learning/roadmap/schema.ts';
import { nodesOf } from '../../../learning/roadmap/walk.ts';
import { formatDays } from '../../dates.ts';
import { useRoadmap } from '../../panelContext.ts';
import { Icon } from '../../parts/icon.tsx';
import { spanDates } from '../../../learning/time/spanDates.ts';

type Milestone = Roadmap['milestones'][number];

/** Milestones and windows for applications, in the order of time. */
export function Milestones() {
  const { roadmap } = useRoadmap();
  return (
    <ol class="plain">
      {roadmap.milestones
        .toSorted((a, b) => daysIn(a.at) - daysIn(b.at))
        .map((milestone) => (
          <Row key={`${milestone.at.text} ${milestone.text}`} milestone={milestone} />
        ))}
    </ol>
  );
}

function Row({ milestone }: { readonly milestone: Milestone }) {
  const { roadmap, state } = useRoadmap();
  const start = valueOf(state.record, 'start', roadmap.id);
  const isReached =
    milestone.items !== undefined &&
    completionOf(
      state.record,
      roadmap.id,
      nodesOf(roadmap).filter(({ id }) => milestone.items?.includes(id)),
      state.today,
    ).settled;
  return (
    <li class="row">
      <span class="rowText">
        <Icon name={isReached ? 'pass-filled' : milestone.kind === 'window' ? 'calendar' : 'milestone'} />
        {milestone.text}
      </span>
      <span class="rowWords">
        {milestone.at.text}
        {start === undefined ? '' : `, ${formatDays(spanDates(start, milestone.at), state.locale)}`}
        {milestone.kind === 'window' ? ', time to apply' : ''}
        {isReached ? ', reached' : ''}
      </span>
    </li>
  );
}

function daysIn({ unit, from }: Milestone['at']): number {
  return unit === 'week' ? from * 7 : from * 30;
}

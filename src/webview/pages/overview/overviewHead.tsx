import { roadmapCompletion } from '../../../learning/progress/completion.ts';
import { valueOf, valuesOf } from '../../../learning/progress/registers.ts';
import { Button } from '../../components.tsx';
import { formatDay } from '../../dates.ts';
import { useOpen, useRoadmap } from '../../panelContext.ts';
import { commitmentWords } from '../../parts/commitmentWords.ts';
import { CompletionBar } from '../../parts/completionBar.tsx';

/** The road in a few lines: where it leads, how long it takes, how far the learner is, and the way on. */
export function OverviewHead() {
  const { next, roadmap, state } = useRoadmap();
  const open = useOpen();
  const isFollowed = valuesOf(state.record, 'follow').has(roadmap.id);
  const start = valueOf(state.record, 'start', roadmap.id);
  return (
    <>
      <h1 tabIndex={-1}>{roadmap.title}</h1>
      <p class="lead">{roadmap.summary}</p>
      <dl class="facts">
        <div>
          <dt>Aims at</dt>
          <dd>{roadmap.roles.join(', ')}</dd>
        </div>
        {roadmap.level !== undefined && (
          <div>
            <dt>For whom</dt>
            <dd>{roadmap.level}</dd>
          </div>
        )}
        <div>
          <dt>Takes</dt>
          <dd>{commitmentWords(roadmap)}</dd>
        </div>
        {start !== undefined && (
          <div>
            <dt>{start <= state.today ? 'Begun on' : 'Begins on'}</dt>
            <dd>{formatDay(start, state.locale)}</dd>
          </div>
        )}
      </dl>
      {isFollowed && (
        <CompletionBar completion={roadmapCompletion(state.record, roadmap, state.today)} of={roadmap.title} />
      )}
      <div class="actions">
        {isFollowed ? (
          next && (
            <Button
              appearance="primary"
              icon="arrow-right"
              onClick={() =>
                open({ name: 'phase', roadmap: roadmap.id, phase: next.phase.id, section: next.section.id })
              }
            >
              Continue with {next.section.title}
            </Button>
          )
        ) : (
          <Button appearance="primary" onClick={() => open({ name: 'setup', roadmap: roadmap.id })}>
            Follow this roadmap
          </Button>
        )}
        {isFollowed && (
          <Button onClick={() => open({ name: 'setup', roadmap: roadmap.id })}>Change start, week or goal</Button>
        )}
      </div>
      {isFollowed && !next && <p>Everything in this roadmap is settled.</p>}
    </>
  );
}

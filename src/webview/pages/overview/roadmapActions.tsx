import { followedIds } from '../../../learning/progress/followedIds.ts';
import { valuesOf } from '../../../learning/progress/registers.ts';
import { Button } from '../../components.tsx';
import { useRoadmap } from '../../panelContext.ts';

/** What can be done with a followed roadmap as a whole. */
export function RoadmapActions() {
  const { ask, roadmap, state } = useRoadmap();
  if (!valuesOf(state.record, 'follow').has(roadmap.id)) return null;
  const isCurrent = followedIds(state.record)[0] === roadmap.id;
  return (
    <section aria-labelledby="part-actions">
      <h2 id="part-actions">This roadmap and you</h2>
      <p>
        {isCurrent
          ? 'This is your current roadmap: its goal counts.'
          : 'You follow this roadmap; another one is current.'}{' '}
        When you stop following it, your progress is kept.
      </p>
      <div class="actions">
        {!isCurrent && (
          <Button
            onClick={() =>
              ask(
                { type: 'command', command: 'makeCurrent', roadmap: roadmap.id },
                'This roadmap is now the current one.',
              )
            }
          >
            Make it the current one
          </Button>
        )}
        <Button onClick={() => ask({ type: 'command', command: 'changeStart', roadmap: roadmap.id })}>
          Change start date
        </Button>
        <Button onClick={() => ask({ type: 'command', command: 'stopFollowing', roadmap: roadmap.id })}>
          Stop following
        </Button>
      </div>
    </section>
  );
}

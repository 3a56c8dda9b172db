import { followedIds } from '../../learning/progress/followedIds.ts';
import { Button } from '../components.tsx';
import { usePanel } from '../panelContext.ts';
import { RoadmapCard } from './choose/roadmapCard.tsx';

/** All roadmaps side by side. */
export function ChoosePage() {
  const { ask, state } = usePanel();
  const followed = followedIds(state.record);
  return (
    <>
      <h1 tabIndex={-1}>Choose a roadmap</h1>
      <p>
        {followed.length === 0
          ? 'Compare hours, length and level. You can look inside before you follow one, and change your mind later; nothing is lost.'
          : 'You can follow several. The goal of the current one counts; minutes and streak are yours, whichever you study.'}
      </p>
      {state.summaries.length === 0 && (
        <p>No roadmap could be read. Open a roadmap file of your own, or reload the window.</p>
      )}
      <ul class="cards">
        {state.summaries.map((summary) => (
          <li key={summary.id}>
            <RoadmapCard
              summary={summary}
              isFollowed={followed.includes(summary.id)}
              isCurrent={followed[0] === summary.id}
            />
          </li>
        ))}
      </ul>
      <section class="aside" aria-labelledby="own-roadmap">
        <h2 id="own-roadmap">A roadmap of your own</h2>
        <p>Waymark reads any roadmap written as a Markdown file in its format.</p>
        <Button icon="go-to-file" onClick={() => ask({ type: 'command', command: 'openRoadmapFile' })}>
          Open roadmap file…
        </Button>
      </section>
    </>
  );
}

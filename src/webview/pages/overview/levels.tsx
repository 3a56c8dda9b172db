import { phaseCompletion } from '../../../learning/progress/completion.ts';
import { followedIds } from '../../../learning/progress/followedIds.ts';
import { useRoadmap } from '../../panelContext.ts';
import { Icon } from '../../parts/icon.tsx';

/** The ladder. Skipped phases do not climb it; a rung that cannot be reached says so. */
export function Levels() {
  const { roadmap, state } = useRoadmap();
  const isFollowed = followedIds(state.record).includes(roadmap.id);
  const done = roadmap.phases.filter(
    (phase) => phaseCompletion(state.record, roadmap.id, phase, state.today).allDone,
  ).length;
  return (
    <>
      <p>
        {done} of {roadmap.phases.length} phases done.
      </p>
      <ol class="plain">
        {roadmap.levels.map(({ title, from, to, reachable }) => {
          const isHere = isFollowed && done >= from && done <= to;
          return (
            <li key={title} class={reachable ? 'row' : 'row leftOut'}>
              <span class="rowText">
                <Icon
                  name={
                    isHere ? 'circle-filled' : done > to ? 'pass-filled' : reachable ? 'circle-large' : 'circle-slash'
                  }
                />
                {title}
              </span>
              {isHere && <span class="nextMark">You are here</span>}
              <span class="rowWords">
                {from === to ? from : `${from}–${to}`} phases done
                {reachable ? '' : `; cannot be reached, this roadmap has ${roadmap.phases.length}`}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

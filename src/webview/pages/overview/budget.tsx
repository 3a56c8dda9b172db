import { resourceProgress } from '../../../learning/progress/progress.ts';
import type { Roadmap } from '../../../learning/roadmap/schema.ts';
import { resourcesOf } from '../../../learning/roadmap/walk.ts';
import { useRoadmap } from '../../panelContext.ts';
import { Fold } from '../../parts/fold.tsx';
import { OwnedBox } from '../../parts/ownedBox.tsx';
import { PlainList } from '../../parts/plainList.tsx';

/** What the road costs, and what of it the learner has already. */
export function Budget({ budget }: { readonly budget: NonNullable<Roadmap['budget']> }) {
  const { roadmap, state } = useRoadmap();
  const paid = resourcesOf(roadmap).filter((resource) => resource.paid);
  const owned = paid.filter(({ id }) => resourceProgress(state.record, roadmap.id, id).owned).length;
  return (
    <>
      <p>The source reckons with {budget.text}.</p>
      <PlainList list={budget} />
      {paid.length > 0 && (
        <Fold name="budget" title={`What costs money: you own ${owned} of ${paid.length}`}>
          <ul class="plain">
            {paid.map((resource) => (
              <li key={resource.id} class="row">
                <span class="rowText">{resource.title}</span>
                <span class="rowWords">{resource.price ?? 'price not stated'}</span>
                <OwnedBox resource={resource} owned={resourceProgress(state.record, roadmap.id, resource.id).owned} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

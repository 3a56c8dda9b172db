import { resourceProgress } from '../../../learning/progress/progress.ts';
import { spentOn } from '../../../learning/progress/spentOn.ts';
import type { Roadmap } from '../../../learning/roadmap/schema.ts';
import { resourcesOf } from '../../../learning/roadmap/walk.ts';
import { formatAmount } from '../../formatAmount.ts';
import { useRoadmap } from '../../panelContext.ts';
import { Fold } from '../../parts/fold.tsx';
import { OwnedBox } from '../../parts/ownedBox.tsx';
import { PlainList } from '../../parts/plainList.tsx';
import { SpentField } from '../../parts/spentField.tsx';

/** What the road costs, and what of it the learner has already. */
export function Budget({ budget }: { readonly budget: NonNullable<Roadmap['budget']> }) {
  const { roadmap, state } = useRoadmap();
  const paid = resourcesOf(roadmap).filter((resource) => resource.paid);
  const progress = (id: string) => resourceProgress(state.record, roadmap.id, id);
  const owned = paid.filter(({ id }) => progress(id).owned).length;
  return (
    <>
      <p>The source reckons with {budget.text}.</p>
      <PlainList list={budget} />
      {paid.length > 0 && <p>You spent {formatAmount(spentOn(state.record, roadmap), state.locale)} so far.</p>}
      {paid.length > 0 && (
        <Fold name="budget" title={`What costs money: you own ${owned} of ${paid.length}`}>
          <p class="hint">What you spent is in your own currency. Leave it empty where you do not know.</p>
          <ul class="plain">
            {paid.map((resource) => (
              <li key={resource.id} class="row">
                <span class="rowText">{resource.title}</span>
                <span class="rowWords">{resource.price ?? 'price not stated'}</span>
                <OwnedBox resource={resource} owned={progress(resource.id).owned} />
                <SpentField resource={resource} spent={progress(resource.id).spent} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

import type { ItemProgress } from '../../learning/progress/progress.ts';
import type { Item } from '../../learning/roadmap/schema.ts';
import { describeCount, proofWords } from '../../learning/words.ts';
import { Button } from '../components.tsx';
import { useRoadmap } from '../panelContext.ts';
import { Icon } from './icon.tsx';

const proofIcons = { verified: 'verified-filled', broken: 'warning', stale: 'history' } as const;
const periods = { day: 'today', week: 'this week', month: 'this month' } as const;

/** What else there is to say about an item: proof, how far a counter is, whether it is optional. */
export function ItemWords({ item, progress }: { readonly item: Item; readonly progress: ItemProgress }) {
  return (
    <>
      {progress.proof && (
        <span class={`rowWords proof ${progress.proof}`}>
          <Icon name={proofIcons[progress.proof]} />
          {proofWords[progress.proof]}
        </span>
      )}
      {item.optional && <span class="rowWords">optional</span>}
      {item.every && (
        <span class="rowWords">
          {progress.markedNow ? `ticked ${periods[item.every]}` : `not yet ${periods[item.every]}`},{' '}
          {describeCount(item, progress)}
        </span>
      )}
      {item.count && !item.every && <Counter item={item} progress={progress} />}
    </>
  );
}

function Counter({ item, progress }: { readonly item: Item; readonly progress: ItemProgress }) {
  const { ask, roadmap } = useRoadmap();
  const add = (by: number) =>
    ask(
      { type: 'count', roadmap: roadmap.id, item: item.id, by },
      describeCount(item, { ...progress, count: Math.max(0, (progress.count ?? 0) + by) }),
    );
  return (
    <span class="counter">
      <Button appearance="icon" icon="remove" label={`One less: ${item.text}`} onClick={() => add(-1)} />
      <span class="figures">{describeCount(item, progress)}</span>
      <Button appearance="icon" icon="add" label={`One more: ${item.text}`} onClick={() => add(1)} />
    </span>
  );
}

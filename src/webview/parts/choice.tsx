import type { Group, ItemNode } from '../../learning/roadmap/schema.ts';
import { useRoadmap } from '../panelContext.ts';
import { QuietButton } from './quietButton.tsx';

interface ChoiceProps {
  readonly group: Group;
  readonly child: ItemNode;
  readonly chosen: readonly string[];
}

/** Takes an alternative or gives it back. When all places are taken, the one chosen first makes room. */
export function Choice({ group, child, chosen }: ChoiceProps) {
  const { ask, roadmap } = useRoadmap();
  const isChosen = chosen.includes(child.id);
  const isFull = chosen.length >= (group.choose ?? 0);
  const next = isChosen ? chosen.filter((id) => id !== child.id) : [...(isFull ? chosen.slice(1) : chosen), child.id];
  const words = isChosen ? 'Chosen' : isFull ? 'Choose instead' : 'Choose';
  return (
    <QuietButton
      icon={isChosen ? 'pass-filled' : 'circle-large'}
      label={`${words}: ${child.text}`}
      pressed={isChosen}
      onClick={() =>
        ask(
          { type: 'choose', roadmap: roadmap.id, group: group.id, children: [...next] },
          isChosen ? `${child.text}: no longer chosen.` : `${child.text}: chosen.`,
        )
      }
    >
      {words}
    </QuietButton>
  );
}

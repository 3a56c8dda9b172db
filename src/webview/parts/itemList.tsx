import { chosenOf, openChildren } from '../../learning/progress/progress.ts';
import { completionOf } from '../../learning/progress/completion.ts';
import type { Group, ItemNode } from '../../learning/roadmap/schema.ts';
import { useRoadmap } from '../panelContext.ts';
import { Choice } from './choice.tsx';
import { ItemRow } from './itemRow.tsx';
import { ItemNotes } from './itemNotes.tsx';
import { RichText } from './richText.tsx';

interface ItemListProps {
  readonly nodes: readonly ItemNode[];
  /** The choice that these are the alternatives of. */
  readonly choice?: Group;
}

/** Items and groups of items, as deep as they go. */
export function ItemList({ nodes, choice }: ItemListProps) {
  return (
    <ul class="items">
      {nodes.map((node) => (
        <li key={node.id}>
          <Node node={node} choice={choice} />
        </li>
      ))}
    </ul>
  );
}

function Node({ node, choice }: { readonly node: ItemNode; readonly choice: Group | undefined }) {
  const { roadmap, state } = useRoadmap();
  const isOpen = !choice || openChildren(state.record, roadmap.id, choice).some(({ id }) => id === node.id);
  const control = choice && <Choice group={choice} child={node} chosen={chosenOf(state.record, roadmap.id, choice)} />;
  if (node.type === 'item') return <ItemRow item={node} isLeftOut={!isOpen} choice={control} />;
  const { required } = completionOf(state.record, roadmap.id, [node], state.today);
  return (
    <div class={isOpen ? 'group' : 'group leftOut'}>
      <div class="row">
        <span class="groupTitle">
          <RichText line={node} />
        </span>
        <span class="rowWords">
          {node.choose === undefined ? '' : `choose ${node.choose} of ${node.children.length}, `}
          {isOpen ? `${required.done} of ${required.total} done` : 'not chosen'}
        </span>
        {control}
      </div>
      <ItemNotes notes={node.notes} />
      {isOpen ? (
        node.choose === undefined ? (
          <ItemList nodes={node.children} />
        ) : (
          <ItemList nodes={node.children} choice={node} />
        )
      ) : (
        <Names nodes={node.children} />
      )}
    </div>
  );
}

/** What is below an alternative that was not chosen: still to be read, no longer to be ticked. */
function Names({ nodes }: { readonly nodes: readonly ItemNode[] }) {
  return (
    <ul class="names">
      {nodes.map((node) => (
        <li key={node.id}>
          <RichText line={node} />
          <ItemNotes notes={node.notes} />
          {node.type === 'group' && <Names nodes={node.children} />}
        </li>
      ))}
    </ul>
  );
}

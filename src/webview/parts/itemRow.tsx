import type { ComponentChildren } from 'preact';
import { isTicked } from '../../learning/progress/changes.ts';
import { progressOf } from '../../learning/progress/progress.ts';
import { statuses } from '../../learning/progress/registers.ts';
import type { Item } from '../../learning/roadmap/schema.ts';
import { statusWords } from '../../learning/words.ts';
import { Checkbox } from '../components.tsx';
import { useRoadmap } from '../panelContext.ts';
import { Icon } from './icon.tsx';
import { ItemNotes } from './itemNotes.tsx';
import { ItemWords } from './itemWords.tsx';
import { Outside } from './outside.tsx';
import { linksOf, RichText } from './richText.tsx';
import { Select } from './select.tsx';

interface ItemRowProps {
  readonly item: Item;
  /** An alternative whose place another one took. */
  readonly isLeftOut: boolean;
  readonly choice: ComponentChildren;
}

/** One item: its box, its state in words, its status. */
export function ItemRow({ item, isLeftOut, choice }: ItemRowProps) {
  const { ask, next, roadmap, state } = useRoadmap();
  if (isLeftOut) {
    return (
      <>
        <div class="row leftOut">
          <span class="rowText">
            <RichText line={item} />
          </span>
          <span class="rowWords">not chosen</span>
          {choice}
        </div>
        <ItemNotes notes={item.notes} />
      </>
    );
  }
  const progress = progressOf(state.record, roadmap.id, item, state.today);
  const isNext = next?.item.id === item.id;
  const classes = ['row', progress.status, isNext ? 'next' : ''].join(' ').trim();
  return (
    <>
      <div class={classes}>
        <span class="rowText">
          <Checkbox
            checked={isTicked(state.record, roadmap.id, item, state.today)}
            onChange={(ticked) =>
              ask(
                { type: 'tick', roadmap: roadmap.id, item: item.id, ticked },
                `${item.text}: ${ticked ? 'ticked' : 'no longer ticked'}.`,
              )
            }
          >
            <span class="checkText">
              <RichText line={item} isInControl />
            </span>
          </Checkbox>
          {linksOf(item.rich).map(({ text, url }) => (
            <Outside key={url} url={url}>{`Open ${text}`}</Outside>
          ))}
        </span>
        {isNext && (
          <span class="nextMark">
            <Icon name="arrow-small-right" />
            Next
          </span>
        )}
        <ItemWords item={item} progress={progress} />
        {choice}
        <Select
          isQuiet
          label={`Status of ${item.text}`}
          value={progress.status}
          options={statuses.map((status) => [status, statusWords[status]])}
          onChange={(status) =>
            ask(
              { type: 'status', roadmap: roadmap.id, items: [item.id], status },
              `${item.text}: ${statusWords[status]}.`,
            )
          }
        />
      </div>
      <ItemNotes notes={item.notes} />
    </>
  );
}

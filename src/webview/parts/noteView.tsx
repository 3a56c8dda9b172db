import type { NoteBlock } from '../../protocol.ts';
import { Icon } from './icon.tsx';
import { RichText } from './richText.tsx';

/** A note, drawn from blocks of text. Nothing of it is ever read as HTML. */
export function NoteView({ blocks }: { readonly blocks: readonly NoteBlock[] }) {
  return (
    <div class="note">
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: NoteBlock }) {
  const text = <RichText line={{ text: block.text ?? '', ...(block.spans ? { rich: block.spans } : {}) }} />;
  switch (block.type) {
    case 'heading':
      // A note's headings have no place among those of the page.
      return <p class="noteHeading">{text}</p>;
    case 'paragraph':
      return <p>{text}</p>;
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          {block.entries?.map((entry, index) => (
            <NoteView key={index} blocks={entry} />
          ))}
        </blockquote>
      );
    case 'list':
      return <ul>{entriesOf(block)}</ul>;
    case 'orderedList':
      return <ol>{entriesOf(block)}</ol>;
    case 'rule':
      return <hr />;
  }
}

function entriesOf(block: NoteBlock) {
  return block.entries?.map((entry, index) => {
    const tick = block.ticks?.[index];
    return (
      <li key={index} class={typeof tick === 'boolean' ? 'task' : undefined}>
        {typeof tick === 'boolean' && (
          <>
            <Icon name={tick ? 'check' : 'circle-large'} />
            <span class="spokenOnly">{tick ? 'Done: ' : 'To do: '}</span>
          </>
        )}
        <NoteView blocks={entry} />
      </li>
    );
  });
}

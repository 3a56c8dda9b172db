import { Fragment } from 'preact';
import type { Span } from '../../learning/roadmap/schema.ts';
import { Outside } from './outside.tsx';

interface RichTextProps {
  readonly line: { readonly text?: string; readonly rich?: readonly Span[] | undefined };
  /** Inside a control nothing else may be clicked: links become plain words there. */
  readonly isInControl?: boolean;
}

/** A line of text with its code, emphasis and links. */
export function RichText({ line, isInControl = false }: RichTextProps) {
  return (
    <>
      {line.rich?.map((span, index) => (
        <Fragment key={index}>
          <RichSpan span={span} isInControl={isInControl} />
        </Fragment>
      )) ?? line.text}
    </>
  );
}

function RichSpan({ span, isInControl }: { readonly span: Span; readonly isInControl: boolean }) {
  const { url } = span;
  if (url === undefined || isInControl) return <Styled span={span} />;
  return (
    <Outside url={url}>
      <Styled span={span} />
    </Outside>
  );
}

function Styled({ span: { text, style } }: { readonly span: Span }) {
  switch (style) {
    case 'strong':
      return <strong>{text}</strong>;
    case 'emphasis':
      return <em>{text}</em>;
    case 'code':
      return <code>{text}</code>;
    case 'deleted':
      return <del>{text}</del>;
    case undefined:
      return <>{text}</>;
  }
}

/** The links of a line, to stand beside a control that shows it. */
export function linksOf(rich: readonly Span[] | undefined): readonly { readonly text: string; readonly url: string }[] {
  return (rich ?? []).flatMap(({ text, url }) => (url === undefined ? [] : [{ text, url }]));
}

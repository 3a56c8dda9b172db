import type { Html, PhrasingContent } from 'mdast';
import { urlSchema } from './schema.ts';
import type { Line, Span } from './schema.ts';
import { isComment, parseComment } from './parseComment.ts';
import type { Allowed, Attributes } from './parseComment.ts';
import { placeOf } from './problemLog.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** One line of text of the file with what its comment says. */
export interface ReadLine {
  /** Plain text, trimmed, without the comment; may be empty. */
  readonly text: string;
  /** Only where the line has code, emphasis or links. */
  readonly rich?: readonly Span[];
  readonly attributes: Attributes;
  readonly place: Place;
}

/** Reads the inside of a paragraph or heading. Nested styles are flattened; HTML becomes text. */
export function parseLine(
  reading: Reading,
  node: { readonly children: readonly PhrasingContent[]; readonly position?: PhrasingContent['position'] },
  allowed: Allowed,
): ReadLine {
  const comments = node.children.filter((child) => child.type === 'html').filter((child) => isComment(child.value));
  const rest = node.children.filter((child) => !(child.type === 'html' && isComment(child.value)));
  const spans = joinSpans(rest.flatMap((child) => flatten(reading, child, {})));
  const text = spans.map((span) => span.text).join('');
  const isRich = spans.some((span) => span.style !== undefined || span.url !== undefined);
  return {
    text,
    ...(isRich ? { rich: spans } : {}),
    attributes: readComments(reading, comments, node.children, allowed),
    place: placeOf(node),
  };
}

/** A line where no comment belongs; nothing where it is empty. */
export function parsePlainLine(reading: Reading, node: Parameters<typeof parseLine>[1]): Line | undefined {
  const { text, rich } = parseLine(reading, node, { what: 'this line', names: [] });
  return text === '' ? undefined : { text, ...(rich ? { rich } : {}) };
}

const noAttributes: Attributes = new Map();

function readComments(
  reading: Reading,
  comments: readonly Html[],
  all: readonly PhrasingContent[],
  allowed: Allowed,
): Attributes {
  const last = comments.at(-1);
  if (!last) return noAttributes;
  for (const comment of comments.slice(0, -1)) {
    reading.problems.error(
      placeOf(comment),
      'A line has one comment, at its end. Put everything into that one, separated by semicolons.',
    );
  }
  const after = all.slice(all.indexOf(last) + 1);
  if (after.some((node) => node.type !== 'text' || node.value.trim() !== '')) {
    reading.problems.error(placeOf(last), 'Text follows this comment. Move the comment to the end of the line.');
  }
  return parseComment(reading, last, allowed);
}

type Style = Pick<Span, 'style' | 'url'>;

function flatten(reading: Reading, node: PhrasingContent, style: Style): readonly Span[] {
  switch (node.type) {
    case 'text':
      if (node.value.includes('<!--')) {
        reading.problems.error(placeOf(node), 'This comment is not closed. End it with “-->” on the same line.');
      }
      return [{ ...style, text: node.value.replace(/[ \t\r\n]+/g, ' ') }];
    case 'html':
      return [{ ...style, text: node.value.replace(/[ \t\r\n]+/g, ' ') }];
    case 'inlineCode':
      return [{ ...style, text: node.value, style: stronger(style.style, 'code') }];
    case 'break':
      return [{ ...style, text: ' ' }];
    case 'strong':
      return flattenAll(reading, node.children, { ...style, style: stronger(style.style, 'strong') });
    case 'emphasis':
      return flattenAll(reading, node.children, { ...style, style: stronger(style.style, 'emphasis') });
    case 'delete':
      return flattenAll(reading, node.children, { ...style, style: stronger(style.style, 'deleted') });
    case 'link': {
      const linked = withAddress(reading, style, node.url, placeOf(node));
      return node.children.length > 0 ? flattenAll(reading, node.children, linked) : [{ ...linked, text: node.url }];
    }
    case 'linkReference': {
      const url = reading.definitions.get(node.identifier);
      return flattenAll(reading, node.children, withAddress(reading, style, url, placeOf(node)));
    }
    case 'image':
      return [{ ...withAddress(reading, style, node.url, placeOf(node)), text: firstWords(node.alt, node.url) }];
    case 'imageReference': {
      const url = reading.definitions.get(node.identifier);
      return [{ ...withAddress(reading, style, url, placeOf(node)), text: firstWords(node.alt, node.identifier) }];
    }
    case 'footnoteReference':
      reading.problems.warning(placeOf(node), 'Footnotes are not shown. Write the remark into the line, or below it.');
      return [{ ...style, text: `[^${node.label ?? node.identifier}]` }];
  }
}

function firstWords(alternative: string | null | undefined, otherwise: string): string {
  return alternative?.trim() ? alternative : otherwise;
}

function flattenAll(reading: Reading, nodes: readonly PhrasingContent[], style: Style): readonly Span[] {
  return nodes.flatMap((node) => flatten(reading, node, style));
}

function withAddress(reading: Reading, style: Style, url: string | undefined, place: Place): Style {
  if (url === undefined) return style;
  if (urlSchema.safeParse(url).success) return { ...style, url };
  // A bare e-mail address is made a link by the Markdown parser, not by the author.
  const isBareMail = url.startsWith('mailto:') && !reading.text.includes(url);
  if (!isBareMail) {
    reading.problems.error(
      place,
      `“${url}” is no web address. Write a whole one that begins with https:// or http://.`,
    );
  }
  return style;
}

const ranks = ['emphasis', 'strong', 'code', 'deleted'] as const;

function stronger(outer: Span['style'], inner: (typeof ranks)[number]): (typeof ranks)[number] {
  return outer !== undefined && ranks.indexOf(outer) > ranks.indexOf(inner) ? outer : inner;
}

/** Neighbours of one style become one; space at both ends and between two spans is kept once at most. */
function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    const text = before === undefined || before.text.endsWith(' ') ? span.text.trimStart() : span.text;
    if (text === '') continue;
    if (before && before.style === span.style && before.url === span.url) {
      joined[joined.length - 1] = { ...before, text: before.text + text };
    } else joined.push({ ...span, text });
  }
  return trimEnd(joined);
}

function trimEnd(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (!last) return spans;
  const text = last.text.trimEnd();
  return text === '' ? trimEnd(spans.slice(0, -1)) : [...spans.slice(0, -1), { ...last, text }];
}

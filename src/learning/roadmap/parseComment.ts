import type { Html } from 'mdast';
import { placeBetween, placeOf } from './problemLog.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** What a comment at the end of a line can say. */
export const attributeNames = [
  'id',
  'optional',
  'count',
  'every',
  'choose',
  'starter',
  'extends',
  'timer',
  'library',
  'shelf',
] as const;
export type AttributeName = (typeof attributeNames)[number];

/** Those that stand alone, without a value. */
const flags: readonly AttributeName[] = ['optional', 'library', 'shelf'];

/** What one comment says. A flag's value is empty. */
export type Attributes = ReadonlyMap<AttributeName, { readonly value: string; readonly place: Place }>;

/** What kind of line the comment ends, for messages, and what it may say there. */
export interface Allowed {
  readonly what: string;
  readonly names: readonly AttributeName[];
}

/** Whether a piece of HTML is one comment and nothing else. */
export function isComment(html: string): boolean {
  return /^<!--(?:(?!-->)[\s\S])*-->$/.test(html.trim());
}

/** Reads `<!-- id: p1.types; optional -->`. */
export function parseComment(reading: Reading, node: Html, allowed: Allowed): Attributes {
  const attributes = new Map<AttributeName, { value: string; place: Place }>();
  const start = node.position?.start.offset ?? 0;
  // The node's own value lacks the indentation of further lines, which would shift every place after them.
  const inner = reading.text.slice(start, node.position?.end.offset).trim().slice('<!--'.length, -'-->'.length);
  let offset = start + '<!--'.length;
  for (const part of inner.split(';')) {
    const text = part.trim();
    const from = offset + part.indexOf(text);
    offset += part.length + 1;
    if (text === '') continue;
    const place = placeBetween(reading.text, from, from + text.length);
    const attribute = readAttribute(text, allowed);
    if (typeof attribute === 'string') reading.problems.error(place, attribute);
    else if (attributes.has(attribute.name)) {
      reading.problems.error(place, `“${attribute.name}” stands here twice. Keep one of them.`);
    } else attributes.set(attribute.name, { value: attribute.value, place });
  }
  if (inner.trim() === '') {
    reading.problems.warning(placeOf(node), 'This comment is empty. Remove it, or write “<!-- id: … -->”.');
  }
  return attributes;
}

function readAttribute(text: string, allowed: Allowed): { name: AttributeName; value: string } | string {
  const colon = text.indexOf(':');
  const word = (colon < 0 ? text : text.slice(0, colon)).trim();
  const value = colon < 0 ? undefined : text.slice(colon + 1).trim();
  const name = allowed.names.find((one) => one === word);
  if (name === undefined) return `“${word}” cannot be said of ${allowed.what}. ${whatIsAllowed(allowed)}`;
  if (flags.includes(name)) {
    return value === undefined ? { name, value: '' } : `“${name}” stands alone, without a value. Write “${name}”.`;
  }
  if (value === undefined || value === '') return `“${name}” needs a value. Write “${name}: …”.`;
  return { name, value };
}

function whatIsAllowed({ names }: Allowed): string {
  if (names.length === 0) return 'Remove the comment; it may stand only where an id or another attribute belongs.';
  return `Its comment may hold ${names.map((name) => `“${name}”`).join(', ')}; separate them with semicolons.`;
}

import type { Heading } from 'mdast';
import { parseLine } from './parseLine.ts';
import type { Allowed, Attributes } from './parseComment.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** Reads a heading as a plain title, without the words before it that `prefix` matches. Never an empty title. */
export function parseHeading(
  reading: Reading,
  heading: Heading,
  allowed: Allowed,
  prefix?: RegExp,
): { readonly title: string; readonly attributes: Attributes; readonly place: Place } {
  const { text, rich = [], attributes, place } = parseLine(reading, heading, allowed);
  const title = prefix ? text.replace(prefix, '').trim() : text;
  if (title === '') {
    reading.problems.error(
      place,
      `This heading has no words. Write “${'#'.repeat(heading.depth)} Title”, or remove it.`,
    );
  }
  if (rich.some((span) => span.url !== undefined)) {
    reading.problems.warning(
      place,
      'A heading is shown as plain text, without its link. Put the link into a line below it.',
    );
  }
  return { title: title === '' ? 'Untitled' : title, attributes, place };
}

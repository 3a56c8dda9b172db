import type { Heading, RootContent } from 'mdast';
import type * as z from 'zod';
import type { shelfSchema } from './schema.ts';
import { parseBlocks } from './parseBlocks.ts';
import { parseHeading } from './parseHeading.ts';
import { parseResources } from './parseResources.ts';
import { placeOf } from './problemLog.ts';
import type { Reading } from './reading.ts';
import { splitAtHeadings } from './splitAtHeadings.ts';

type Shelf = z.infer<typeof shelfSchema>;

/** Reads the resources of the whole roadmap below a `##`: one shelf for what stands directly below it, one for each `###`. */
export function parseShelf(
  reading: Reading,
  title: string,
  blocks: readonly RootContent[],
  name: 'library' | 'shelf',
): readonly Shelf[] {
  const { lead, parts } = splitAtHeadings(blocks, 3);
  const first = parseGroup(reading, title, lead, name);
  return [
    ...(first.intro.length > 0 || first.resources.length > 0 ? [first] : []),
    ...parts.map((part) => parseGroup(reading, titleOf(reading, part.heading), part.blocks, name)),
  ];
}

function titleOf(reading: Reading, heading: Heading): string {
  return parseHeading(reading, heading, { what: 'a group of resources', names: [] }).title;
}

function parseGroup(reading: Reading, title: string, blocks: readonly RootContent[], parent: string): Shelf {
  for (const heading of blocks.filter((block) => block.type === 'heading')) {
    reading.problems.error(placeOf(heading), 'This heading has no meaning here. Use “###” for a group of resources.');
  }
  return {
    title,
    intro: parseBlocks(
      reading,
      blocks.filter((block) => block.type !== 'list' && block.type !== 'heading'),
    ),
    resources: blocks.filter((block) => block.type === 'list').flatMap((list) => parseResources(reading, list, parent)),
  };
}

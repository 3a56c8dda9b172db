import type { Heading, RootContent } from 'mdast';
import { idSchema } from '../idSchema.ts';
import type { Section } from './schema.ts';
import { isFact, parseFact, takeWhen } from './parseFacts.ts';
import type { PlacedFact } from './parseFacts.ts';
import { parseBlocks } from './parseBlocks.ts';
import { parseHeading } from './parseHeading.ts';
import type { Attributes, AttributeName } from './parseComment.ts';
import { parseItems } from './parseItems.ts';
import { parseResources } from './parseResources.ts';
import { placeOf } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** Reads a `###` of a phase with everything below it. */
export function parseSection(
  reading: Reading,
  heading: Heading,
  blocks: readonly RootContent[],
  phase: string,
): Section {
  const kind = kindOf(heading);
  const { title, attributes, place } = parseHeading(
    reading,
    heading,
    { what: names[kind], names: allowed[kind] },
    prefix,
  );
  const id = reading.ids.claim({
    explicit: attributes.get('id'),
    parent: phase,
    words: kind === 'topic' ? title : `${kind} ${title}`,
    what: kind,
    place,
  });
  const content = emptyContent();
  let target: 'body' | 'resources' = 'body';
  for (const block of blocks) {
    if (block.type === 'heading') target = parseSubheading(reading, block) ? 'resources' : 'body';
    else if (target === 'resources') parseBelowResources(reading, block, content, id);
    else parseBody(reading, block, content, id);
  }
  const when = takeWhen(reading, content.facts);
  if (isEmpty(content) && when === 'missing') {
    reading.problems.warning(
      place,
      `Nothing stands below “${title}”. Add items, resources or a paragraph, or remove the heading.`,
    );
  }
  return {
    id,
    kind,
    title,
    intro: content.intro,
    notes: content.notes,
    facts: content.facts.map(({ fact }) => fact),
    ...(typeof when === 'object' ? { when } : {}),
    items: content.items,
    resources: content.resources,
    ...parseStarter(reading, attributes, id),
    ...parseTimer(reading, attributes),
  };
}

const prefix = /^(?:project|exercise|checklist):\s*/i;

const names = { topic: 'a topic', project: 'a project', exercise: 'an exercise', checklist: 'a checklist' } as const;

const allowed: Readonly<Record<Section['kind'], readonly AttributeName[]>> = {
  topic: ['id'],
  project: ['id', 'starter', 'extends'],
  exercise: ['id', 'timer'],
  checklist: ['id'],
};

function kindOf(heading: Heading): Section['kind'] {
  const [first] = heading.children;
  const word =
    first?.type === 'text' ? /^(project|exercise|checklist):/i.exec(first.value)?.[1]?.toLowerCase() : undefined;
  return (['project', 'exercise', 'checklist'] as const).find((kind) => kind === word) ?? 'topic';
}

interface Content {
  readonly intro: Section['intro'][number][];
  readonly notes: Section['notes'][number][];
  readonly facts: PlacedFact[];
  readonly items: Section['items'][number][];
  readonly resources: Section['resources'][number][];
}

function emptyContent(): Content {
  return { intro: [], notes: [], facts: [], items: [], resources: [] };
}

function isEmpty({ intro, notes, facts, items, resources }: Content): boolean {
  return [intro, notes, facts, items, resources].every(({ length }) => length === 0);
}

/** Whether a heading below `###` opens the resources; anything else is a problem. */
function parseSubheading(reading: Reading, heading: Heading): boolean {
  const { title, place } = parseHeading(reading, heading, { what: 'this heading', names: [] });
  const isResources = heading.depth === 4 && title.toLowerCase() === 'resources';
  if (!isResources) {
    reading.problems.error(
      place,
      `“${'#'.repeat(heading.depth)} ${title}” has no meaning here. Below a “###” only “#### Resources” may stand; use “###” for a topic of its own, or a group in the list.`,
    );
  }
  return isResources;
}

function parseBelowResources(reading: Reading, block: RootContent, content: Content, section: string): void {
  if (block.type === 'list') {
    content.resources.push(...parseResources(reading, block, `${section}.r`));
    return;
  }
  const lines = parseBlocks(reading, [block]);
  content.intro.push(...lines);
  if (lines.length > 0) {
    reading.problems.warning(
      placeOf(block),
      'Only a list of resources stands below “#### Resources”. Move this text above that heading, or below a resource as “- **Why:** …”.',
    );
  }
}

function parseBody(reading: Reading, block: RootContent, content: Content, section: string): void {
  if (block.type === 'list') {
    content.facts.push(...block.children.filter(isFact).flatMap((line) => parseFact(reading, line) ?? []));
    const lines = block.children.filter((line) => !isFact(line));
    content.items.push(...parseItems(reading, lines, section));
  } else if (block.type === 'blockquote') content.notes.push(...parseBlocks(reading, [block]));
  else content.intro.push(...parseBlocks(reading, [block]));
}

function parseStarter(reading: Reading, attributes: Attributes, id: string): Pick<Section, 'starter' | 'extends'> {
  const starter = attributes.get('starter');
  const isFolder = idSchema.safeParse(starter?.value).success;
  if (starter && !isFolder) {
    reading.problems.error(
      starter.place,
      `“${starter.value}” is no name of a starter. Write the name of its folder in lower-case letters, digits and hyphens.`,
    );
  }
  const extended = attributes.get('extends');
  if (extended) reading.extensions.push({ from: id, to: extended.value, place: extended.place });
  return {
    ...(starter && isFolder ? { starter: starter.value } : {}),
    ...(extended && idSchema.safeParse(extended.value).success ? { extends: extended.value } : {}),
  };
}

function parseTimer(reading: Reading, attributes: Attributes): Pick<Section, 'timer'> {
  const timer = attributes.get('timer');
  if (!timer) return {};
  if (/^[1-9]\d{0,3}$/.test(timer.value)) return { timer: Number(timer.value) };
  reading.problems.error(timer.place, `“timer: ${timer.value}” is no number of minutes. Write it like “timer: 45”.`);
  return {};
}

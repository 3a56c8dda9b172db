import type { ListItem, RootContent } from 'mdast';
import type { Item, ItemNode, Line } from './schema.ts';
import type { Attributes } from './parseComment.ts';
import { parseBlocks } from './parseBlocks.ts';
import { parseLine, parsePlainLine } from './parseLine.ts';
import type { ReadLine } from './parseLine.ts';
import { placeOf } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** Reads the lines of a list as items and groups. `parent` is the id that derived ids begin with. */
export function parseItems(reading: Reading, lines: readonly ListItem[], parent: string): readonly ItemNode[] {
  return lines.flatMap((line) => parseNode(reading, line, parent));
}

function parseNode(reading: Reading, line: ListItem, parent: string): readonly ItemNode[] {
  const [first, ...below] = line.children;
  if (first?.type !== 'paragraph') {
    reading.problems.error(placeOf(line), 'This line of the list has no text. Write “- [ ] Text”, or remove the line.');
    return [];
  }
  const lines = below.filter((block) => block.type === 'list').flatMap((list) => list.children);
  const children = lines.filter(holdsItems);
  const explained = below.filter((block) => block.type !== 'list' || !block.children.some(holdsItems));
  // A list that mixes items and explanations gives its explanations to the line above.
  const mixed = below.filter((block) => block.type === 'list' && !explained.includes(block));
  const asides = mixed.flatMap((list) => (list.type === 'list' ? list.children.filter((one) => !holdsItems(one)) : []));
  const isGroup = children.length > 0;
  const read = parseLine(reading, first, isGroup ? groupAttributes : itemAttributes);
  if (read.text === '') {
    reading.problems.error(read.place, 'This line has no words. Write “- [ ] Text”, or remove the line.');
    return [];
  }
  warnOfBox(reading, line, read, isGroup);
  const id = reading.ids.claim({
    explicit: read.attributes.get('id'),
    parent,
    words: read.text,
    what: isGroup ? 'group' : 'item',
    place: read.place,
  });
  const text = { text: read.text, ...(read.rich ? { rich: read.rich } : {}) };
  const notes = [...parseBlocks(reading, explained), ...asides.flatMap((aside) => parseAside(reading, aside))];
  const explanation = notes.length > 0 ? { notes } : {};
  if (!isGroup) return [{ type: 'item', id, ...text, ...parseMeasure(reading, read.attributes), ...explanation }];
  const nodes = parseItems(reading, children, id);
  if (nodes.length === 0) return [{ type: 'item', id, ...text, ...explanation }];
  return [
    {
      type: 'group',
      id,
      ...text,
      ...parseChoice(reading, read.attributes, nodes.length),
      ...explanation,
      children: nodes,
    },
  ];
}

const itemAttributes = { what: 'an item', names: ['id', 'optional', 'count', 'every'] } as const;
const groupAttributes = { what: 'a group', names: ['id', 'choose'] } as const;

function isBoxed(line: ListItem): boolean {
  return typeof line.checked === 'boolean';
}

/** Whether a line is an item or stands above one. */
function holdsItems(line: ListItem): boolean {
  return isBoxed(line) || line.children.some((block) => block.type === 'list' && block.children.some(holdsItems));
}

function warnOfBox(reading: Reading, line: ListItem, { text, place }: ReadLine, isGroup: boolean): void {
  if (isGroup && isBoxed(line)) {
    reading.problems.error(
      place,
      `“${text}” has a box and items below it, but a group is done when its items are. Write “- ${text}” without the box.`,
    );
  } else if (!isGroup && !isBoxed(line)) {
    reading.problems.error(
      place,
      /^\[.?\]/.test(text)
        ? `“${text}” has no proper box. Write “- [ ] ” with a space in the brackets and one after them, then the text.`
        : `“${text}” has neither a box nor items below it. Write “- [ ] ${text}” for an item, “**Label:** text” for a fact, or a plain paragraph.`,
    );
  } else if (line.checked === true) {
    reading.problems.warning(
      place,
      `“${text}” is ticked in the file, which says nothing: Waymark keeps your ticks apart. Write “- [ ]”.`,
    );
  }
}

type Measure = Pick<Item, 'optional' | 'count' | 'every'>;

function parseMeasure(reading: Reading, attributes: Attributes): Measure {
  const count = parseCount(reading, attributes);
  const every = attributes.get('every');
  const period = (['day', 'week', 'month'] as const).find((one) => one === every?.value);
  if (every && !period) {
    reading.problems.error(
      every.place,
      `“every: ${every.value}” is not known. Write “every: day”, “every: week” or “every: month”.`,
    );
  }
  if (every && !attributes.has('count')) {
    reading.problems.error(
      every.place,
      `An item with “every” needs to know when it is done. Add a count, for example “every: ${period ?? 'day'}; count: 20 ${period ?? 'day'}s”.`,
    );
  }
  return {
    ...(attributes.has('optional') ? { optional: true } : {}),
    ...(count ? { count } : {}),
    ...(count && period ? { every: period } : {}),
  };
}

function parseCount(reading: Reading, attributes: Attributes): Item['count'] {
  const count = attributes.get('count');
  if (!count) return undefined;
  const [, target, unit] = /^(\d{1,9})\s+(\S.*)$/s.exec(count.value) ?? [];
  if (unit !== undefined && Number(target) >= 1) return { target: Number(target), unit };
  reading.problems.error(
    count.place,
    `“count: ${count.value}” is no figure with a unit. Write it like “count: 50 problems”, with at least 1.`,
  );
  return undefined;
}

function parseChoice(reading: Reading, attributes: Attributes, children: number): { readonly choose?: number } {
  const choose = attributes.get('choose');
  if (!choose) return {};
  const wanted = /^\d{1,9}$/.test(choose.value) ? Number(choose.value) : 0;
  if (wanted >= 1 && wanted <= children) return { choose: wanted };
  reading.problems.error(
    choose.place,
    wanted > children
      ? `“choose: ${wanted}” asks for more than the ${children} below it. Write a figure from 1 to ${children}.`
      : `“choose: ${choose.value}” is no figure. Write how many of the lines below are wanted, for example “choose: 1”.`,
  );
  return {};
}

function parseAside(reading: Reading, line: ListItem): readonly Line[] {
  const [first, ...below] = line.children;
  const text = first?.type === 'paragraph' ? parsePlainLine(reading, first) : undefined;
  const rest: readonly RootContent[] = first?.type === 'paragraph' ? below : line.children;
  return [...(text ? [text] : []), ...parseBlocks(reading, rest)];
}

import type { List, ListItem, RootContent } from 'mdast';
import { resourceKinds } from './schema.ts';
import type { Resource } from './schema.ts';
import { isFact, parseFact, takeFact } from './parseFacts.ts';
import type { PlacedFact } from './parseFacts.ts';
import { parseLength } from './parseLength.ts';
import { parseLine } from './parseLine.ts';
import type { ReadLine } from './parseLine.ts';
import { placeOf } from './problemLog.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** Reads a list of resources: a linked title each, with its facts below. */
export function parseResources(reading: Reading, list: List, parent: string): readonly Resource[] {
  return list.children.flatMap((line) => parseResource(reading, line, parent));
}

function parseResource(reading: Reading, line: ListItem, parent: string): readonly Resource[] {
  const [first, ...below] = line.children;
  const read = first?.type === 'paragraph' ? parseLine(reading, first, attributes) : undefined;
  if (!read || read.text === '') {
    reading.problems.error(placeOf(line), 'This resource has no title. Write “- [Title](https://…)” or “- Title”.');
    return [];
  }
  if (typeof line.checked === 'boolean') {
    reading.problems.error(
      read.place,
      `“${read.text}” is a resource and has no box; Waymark tracks it by itself. Write “- ${read.text}”.`,
    );
  }
  const id = reading.ids.claim({
    explicit: read.attributes.get('id'),
    parent,
    words: read.text,
    what: 'resource',
    place: read.place,
  });
  return [{ id, ...parseTitle(reading, read), ...parseDetails(reading, below, read) }];
}

const attributes = { what: 'a resource', names: ['id'] } as const;

function parseTitle(reading: Reading, { text, rich = [], place }: ReadLine): Pick<Resource, 'title' | 'url'> {
  const urls = [...new Set(rich.flatMap((span) => span.url ?? []))];
  const isAllLink = rich.every((span) => span.url !== undefined);
  if (urls.length > 1 || (urls.length === 1 && !isAllLink)) {
    reading.problems.warning(
      place,
      'The line of a resource holds its title alone, as one link. Move the rest below it as facts, such as “- **By:** …” or “- **Why:** …”.',
    );
  }
  return { title: text, ...(urls[0] === undefined ? {} : { url: urls[0] }) };
}

type Details = Omit<Resource, 'id' | 'title' | 'url'>;

function parseDetails(reading: Reading, below: readonly RootContent[], { text, place }: ReadLine): Details {
  const facts = below.flatMap((block) => parseFactsBelow(reading, block));
  const kind = parseKind(reading, takeFact(reading, facts, 'Kind'), text, place);
  const said = (label: string): string | undefined => takeFact(reading, facts, label)?.fact.text;
  const line = (label: string): Resource['focus'] => {
    const fact = takeFact(reading, facts, label)?.fact;
    return fact && { text: fact.text, ...(fact.rich ? { rich: fact.rich } : {}) };
  };
  const length = said('Length');
  const price = said('Price');
  return withoutAbsent({
    kind,
    author: said('By'),
    provider: said('Where'),
    length,
    minutes: length === undefined ? undefined : parseLength(length),
    rating: said('Rating'),
    price,
    paid: price === undefined ? undefined : !isFree(price),
    focus: line('Focus'),
    why: line('Why'),
    asOf: said('As of'),
    facts: facts.map(({ fact }) => fact),
  });
}

function parseFactsBelow(reading: Reading, block: RootContent): readonly PlacedFact[] {
  if (block.type === 'list') {
    return block.children.flatMap((line) => {
      if (isFact(line)) return parseFact(reading, line) ?? [];
      reading.problems.error(placeOf(line), whatBelongsBelow);
      return [];
    });
  }
  if (block.type !== 'definition') reading.problems.error(placeOf(block), whatBelongsBelow);
  return [];
}

const whatBelongsBelow =
  'Only facts stand below a resource. Write “- **Why:** text”, with a label in bold, its colon inside the bold, and text after it.';

function parseKind(reading: Reading, kind: PlacedFact | undefined, title: string, place: Place): Resource['kind'] {
  const known = resourceKinds.find((one) => one === kind?.fact.text.toLowerCase());
  if (known) return known;
  const choices = `${resourceKinds.slice(0, -1).join(', ')} or ${resourceKinds.at(-1) ?? ''}`;
  if (kind) reading.problems.error(kind.place, `“${kind.fact.text}” is no kind of resource. Write ${choices}.`);
  else reading.problems.error(place, `“${title}” has no kind. Add “- **Kind:** …” below it: ${choices}.`);
  return 'article';
}

function isFree(price: string): boolean {
  return /^(?:free|included)\b(?!\s+trial)/i.test(price);
}

/** Left out rather than undefined, so that a compiled file and a parsed one are the same. */
function withoutAbsent<T extends object>(value: T): T {
  for (const key of Object.keys(value)) {
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);
  }
  return value;
}

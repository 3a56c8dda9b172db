import type { ListItem, Paragraph, PhrasingContent } from 'mdast';
import type { Fact, SpanOfTime } from './schema.ts';
import { parseLine } from './parseLine.ts';
import { parseSpan } from './parseSpan.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';

/** A "**Label:** text" line with its place. */
export interface PlacedFact {
  readonly fact: Fact;
  readonly place: Place;
}

/** Whether a list line reads "**Label:** text", without a box and with nothing below it. */
export function isFact(line: ListItem): boolean {
  const [paragraph, ...below] = line.children;
  return (
    typeof line.checked !== 'boolean' &&
    below.length === 0 &&
    paragraph?.type === 'paragraph' &&
    splitLabel(paragraph) !== undefined
  );
}

/** Reads one such line; nothing where the text is missing, which is a problem. */
export function parseFact(reading: Reading, line: ListItem): PlacedFact | undefined {
  const [paragraph] = line.children;
  const parts = paragraph?.type === 'paragraph' ? splitLabel(paragraph) : undefined;
  if (!parts) return undefined;
  const { text, rich, place } = parseLine(reading, { children: parts.rest, position: paragraph?.position }, plain);
  if (text === '') {
    reading.problems.error(place, `Nothing stands after “${parts.label}:”. Write its text, or remove the line.`);
    return undefined;
  }
  return { fact: { label: parts.label, text, ...(rich ? { rich } : {}) }, place };
}

/** Takes the facts with a label out of a list of them; a label is known in any case of letters. */
export function takeFacts(facts: PlacedFact[], label: string): readonly PlacedFact[] {
  const taken = facts.filter(({ fact }) => fact.label.toLowerCase() === label.toLowerCase());
  for (const one of taken) facts.splice(facts.indexOf(one), 1);
  return taken;
}

/** Takes the one fact with a label; a second one is a problem. */
export function takeFact(reading: Reading, facts: PlacedFact[], label: string): PlacedFact | undefined {
  const [first, ...more] = takeFacts(facts, label);
  for (const { place } of more) {
    reading.problems.error(
      place,
      `“${label}” was given on line ${first?.place.line ?? place.line} already. Keep one of the two lines.`,
    );
  }
  return first;
}

/** Takes the "When" of a phase or section and reads its span. */
export function takeWhen(reading: Reading, facts: PlacedFact[]): SpanOfTime | 'missing' | 'unreadable' {
  const when = takeFact(reading, facts, 'When');
  if (!when) return 'missing';
  const span = parseSpan(when.fact.text);
  if (!('problem' in span)) return span;
  reading.problems.error(when.place, span.problem);
  return 'unreadable';
}

const plain = { what: 'a fact', names: [] };

function splitLabel({ children }: Paragraph): { label: string; rest: readonly PhrasingContent[] } | undefined {
  const [strong, ...rest] = children;
  const [bold] = strong?.type === 'strong' ? strong.children : [];
  if (strong?.type !== 'strong' || strong.children.length !== 1 || bold?.type !== 'text') return undefined;
  if (bold.value.trimEnd().endsWith(':')) return named(bold.value.trimEnd().slice(0, -1), rest);
  const [next] = rest;
  if (next?.type !== 'text' || !next.value.startsWith(':')) return undefined;
  return named(bold.value, [{ ...next, value: next.value.slice(1) }, ...rest.slice(1)]);
}

function named(label: string, rest: readonly PhrasingContent[]): ReturnType<typeof splitLabel> {
  const trimmed = label.replace(/\s+/g, ' ').trim();
  return trimmed === '' ? undefined : { label: trimmed, rest };
}

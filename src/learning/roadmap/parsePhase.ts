import type { Heading, RootContent } from 'mdast';
import type { Phase, SpanOfTime } from './schema.ts';
import { isFact, parseFact, takeFact, takeFacts, takeWhen } from './parseFacts.ts';
import type { PlacedFact } from './parseFacts.ts';
import { parseBlocks } from './parseBlocks.ts';
import type { Attributes } from './parseComment.ts';
import { parseSection } from './parseSection.ts';
import { spanText } from './parseSpan.ts';
import { placeOf } from './problemLog.ts';
import type { Place } from './problemLog.ts';
import type { Reading } from './reading.ts';
import { splitAtHeadings } from './splitAtHeadings.ts';

/** The heading of a phase, read already to tell it from the library and the shelf. */
export interface PhaseHeading {
  readonly node: Heading;
  readonly title: string;
  readonly attributes: Attributes;
  readonly place: Place;
}

/** Reads a `##` with everything below it. `before` is the phase before it, if there is one. */
export function parsePhase(
  reading: Reading,
  heading: PhaseHeading,
  blocks: readonly RootContent[],
  before: Phase | undefined,
): Phase {
  const number = (before?.number ?? 0) + 1;
  const title = parseTitle(reading, heading, number);
  const id = reading.ids.claim({
    explicit: heading.attributes.get('id'),
    parent: undefined,
    words: title,
    what: 'phase',
    place: heading.place,
  });
  const { lead, parts } = splitAtHeadings(blocks, 3);
  const { facts, intro, notes } = parseLead(reading, lead);
  const when = parseWhen(reading, facts, heading.place, title, before);
  const goal = takeFact(reading, facts, 'Goal')?.fact;
  const outcomes = takeFacts(facts, 'Outcome').map(({ fact: { text, rich } }) => ({ text, ...(rich ? { rich } : {}) }));
  if (parts.length === 0) {
    reading.problems.warning(
      heading.place,
      `The phase “${title}” has no topics. Add at least one “### Topic” with items below it.`,
    );
  }
  return {
    id,
    number,
    title,
    when,
    ...(goal ? { goal: { text: goal.text, ...(goal.rich ? { rich: goal.rich } : {}) } } : {}),
    outcomes,
    intro,
    notes,
    facts: facts.map(({ fact }) => fact),
    sections: parts.map((part) => parseSection(reading, part.heading, part.blocks, id)),
  };
}

function parseTitle(reading: Reading, { title, place }: PhaseHeading, number: number): string {
  const [, said, rest] = /^phase\s+(\d+)(?:\s*[:–—-]\s*|\s*$)(.*)$/i.exec(title) ?? [];
  if (said === undefined || rest === undefined) return title;
  if (Number(said) !== number) {
    reading.problems.warning(
      place,
      `This is phase ${number} by its place in the file, but its heading says ${said}. Write “## Phase ${number}: ${rest}”, or move it.`,
    );
  }
  return rest === '' ? title : rest;
}

function parseLead(
  reading: Reading,
  lead: readonly RootContent[],
): { facts: PlacedFact[]; intro: Phase['intro']; notes: Phase['notes'] } {
  const lines = lead.filter((block) => block.type === 'list').flatMap((list) => list.children);
  for (const line of lines.filter((one) => !isFact(one))) {
    reading.problems.error(
      placeOf(line),
      'Directly below a phase only facts such as “- **Goal:** text” may stand. Put a “### Topic” above this list, or write a paragraph.',
    );
  }
  const text = lead.filter((block) => block.type !== 'list');
  return {
    facts: lines.filter(isFact).flatMap((line) => parseFact(reading, line) ?? []),
    intro: parseBlocks(
      reading,
      text.filter((block) => block.type !== 'blockquote'),
    ),
    notes: parseBlocks(
      reading,
      text.filter((block) => block.type === 'blockquote'),
    ),
  };
}

function parseWhen(
  reading: Reading,
  facts: PlacedFact[],
  place: Place,
  title: string,
  before: Phase | undefined,
): SpanOfTime {
  const when = takeWhen(reading, facts);
  if (typeof when === 'object') return when;
  if (when === 'missing') {
    reading.problems.error(
      place,
      `The phase “${title}” has no span. Write “- **When:** Weeks 1–4” directly below its heading.`,
    );
  }
  const unit = before?.when.unit ?? 'week';
  const next = (before?.when.to ?? 0) + 1;
  return { unit, from: next, to: next, text: spanText(unit, next, next) };
}

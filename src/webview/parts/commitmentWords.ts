import type { Roadmap } from '../../learning/roadmap/schema.ts';
import { describeMinutes } from '../../learning/words.ts';

/** How long a roadmap takes and how much of a day, as its source says it. */
export function commitmentWords({ length, commitment }: Roadmap): string {
  const hours = commitment.text === 'Not stated' ? 'hours not stated' : commitment.text;
  const { split } = commitment;
  const parts =
    split && ` (of which ${describeMinutes(split.learning)} learning and ${describeMinutes(split.building)} building)`;
  return `${length.text}, ${hours}${parts ?? ''}`;
}

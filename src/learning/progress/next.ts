import type { Item, Phase, Roadmap, Section } from '../roadmap/schema.ts';
import { tickableItems } from './completion.ts';
import { progressOf } from './progress.ts';
import type { DayLabel, ProgressRecord } from './record.ts';
import { valueOf } from './registers.ts';

/** Where to go on. */
export interface NextStep {
  readonly phase: Phase;
  readonly section: Section;
  readonly item: Item;
}

/**
 * What comes next in a roadmap: something in progress, else the first open item from where the learner was last, else the first open
 * item of all. Optional items come last. Undefined when everything is settled.
 */
export function nextStep(record: ProgressRecord, roadmap: Roadmap, today: DayLabel): NextStep | undefined {
  const steps = roadmap.phases.flatMap((phase) =>
    phase.sections.flatMap((section) =>
      tickableItems(record, roadmap.id, section.items).map((item) => ({ phase, section, item })),
    ),
  );
  const open = steps.filter(({ item }) => {
    const { status, markedNow } = progressOf(record, roadmap.id, item, today);
    return (status === 'todo' || status === 'doing') && !markedNow;
  });
  const required = open.filter(({ item }) => !item.optional);
  const place = valueOf(record, 'place', 'page');
  const here = place?.roadmap === roadmap.id ? place.section : undefined;
  return (
    required.find(({ item }) => !item.count && progressOf(record, roadmap.id, item, today).status === 'doing') ??
    required.find(({ section }) => section.id === here) ??
    required[0] ??
    open[0]
  );
}

import type { Roadmap } from '../../learning/roadmap/schema.ts';
import { describeMinutes } from '../../learning/words.ts';
import { weekdayName } from '../dates.ts';
import { usePanel } from '../panelContext.ts';

type Schedule = Roadmap['schedules'][number];
type Block = Schedule['blocks'][number];

interface SchedulesProps {
  readonly schedules: readonly Schedule[];
  /** The learner's study days in the order of the week, which the roadmap's numbered days fall on. */
  readonly week: readonly number[];
  readonly level: 2 | 3;
}

const kindWords: Readonly<Record<NonNullable<Block['kind']>, string>> = {
  learning: 'learning',
  building: 'building',
  reading: 'reading',
  review: 'review',
  writing: 'writing',
  practice: 'practice',
  rest: 'rest',
};

/** The roadmap's own timetables, with the learner's weekdays where it only numbers its days. */
export function Schedules({ schedules, week, level }: SchedulesProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <>
      {schedules.map((schedule) => (
        <div key={schedule.title} class="schedule">
          <Heading>{schedule.title}</Heading>
          {schedule.phases && (
            <p class="details">
              {schedule.phases[0] === schedule.phases[1]
                ? `For phase ${schedule.phases[0]}`
                : `For phases ${schedule.phases[0]}–${schedule.phases[1]}`}
            </p>
          )}
          <dl class="facts">
            {schedule.blocks.map((block, index) => (
              <div key={index}>
                <dt>{block.label}</dt>
                <dd>
                  {block.text}
                  <BlockDetails block={block} week={week} />
                </dd>
              </div>
            ))}
          </dl>
          {schedule.note !== undefined && <p class="hint">{schedule.note}</p>}
        </div>
      ))}
    </>
  );
}

function BlockDetails({ block, week }: { readonly block: Block; readonly week: readonly number[] }) {
  const { state } = usePanel();
  const { days, minutes, split, kind, optional } = block;
  const mapped = (days ?? []).flatMap((day) => week[day - 1] ?? []);
  const words = [
    mapped.length > 0 ? mappedWords(mapped, week, state.locale) : undefined,
    minutes && rangeWords(minutes),
    split && `${describeMinutes(split.learning)} learning, ${describeMinutes(split.building)} building`,
    kind && kindWords[kind],
    optional && 'optional',
  ].filter((part) => part !== undefined);
  return words.length > 0 ? <span class="details block">{words.join(' · ')}</span> : null;
}

function mappedWords(mapped: readonly number[], week: readonly number[], locale: string): string {
  if (mapped.length > 2 && mapped.length === week.length) return 'each of your study days';
  return `your ${mapped.map((day) => weekdayName(day, locale)).join(', ')}`;
}

function rangeWords([least, most]: readonly [number, number]): string {
  return least === most ? describeMinutes(least) : `${describeMinutes(least)} to ${describeMinutes(most)}`;
}

import { describeMinutes } from '../../../learning/words.ts';
import { formatDay, formatDays, weekdayName } from '../../dates.ts';
import { useRoadmap } from '../../panelContext.ts';
import { spanDates } from '../../../learning/time/spanDates.ts';
import { weekOf, type SetupAnswers } from './setupForm.ts';

/** What follows from the answers. */
export function SetupSummary({ answers }: { readonly answers: SetupAnswers }) {
  const { roadmap, state } = useRoadmap();
  const { start, days, known, minutes, per } = answers;
  const last = roadmap.phases.at(-1);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(start) || !last) return null;
  const week = weekOf(days);
  const goal = Number(minutes);
  return (
    <section aria-labelledby="setup-summary">
      <h2 id="setup-summary">What follows</h2>
      <p>
        You begin on {formatDay(start, state.locale)} and, at the roadmap’s own pace, finish around{' '}
        {formatDay(spanDates(start, last.when).to, state.locale)}.
        {week.length > 0 && ` You study on ${week.map((day) => weekdayName(day, state.locale)).join(', ')}.`}
        {goal > 0 && ` Your goal is ${describeMinutes(goal)} a ${per}.`}
      </p>
      <ol class="plain dates">
        {roadmap.phases.map((phase) => (
          <li key={phase.id} class="row">
            <span class="rowText">
              {phase.number}. {phase.title}
            </span>
            <span class="rowWords">
              {known.includes(phase.id) ? 'known already' : formatDays(spanDates(start, phase.when), state.locale)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { addDays, weekdayOf } from '../../../learning/time/day.ts';
import { streakOf, studyDay, type DayState } from '../../../learning/time/streak.ts';
import { describeMinutes } from '../../../learning/words.ts';
import { formatDay, weekdayName } from '../../dates.ts';
import { usePanel } from '../../panelContext.ts';

const height = 40;

/** The minutes of the last seven days as bars, and the same as words. */
export function LastDays() {
  const { state } = usePanel();
  const states = new Map(streakOf(state.record, state.today).days.map((day) => [day.label, day.state]));
  const days = [-6, -5, -4, -3, -2, -1, 0].map((back) => {
    const label = addDays(state.today, back);
    return { label, minutes: studyDay(state.record, label).counted, state: states.get(label) };
  });
  const most = Math.max(60, ...days.map(({ minutes }) => minutes));
  return (
    <section aria-labelledby="dashboard-week">
      <h2 id="dashboard-week">Last seven days</h2>
      <ul class="dayBars">
        {days.map(({ label, minutes, state: was }) => (
          <li key={label}>
            <svg viewBox={`0 0 16 ${height}`} aria-hidden="true">
              <rect class="track" y={height - 1} width="16" height="1" />
              <rect
                class="donePart"
                y={height - (minutes / most) * height}
                width="16"
                height={(minutes / most) * height}
              />
            </svg>
            <span class="dayMinutes">{dayWords(minutes, was)}</span>
            <span class="details" title={formatDay(label, state.locale)}>
              {label === state.today ? 'Today' : weekdayName(weekdayOf(label), state.locale, 'short')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An empty day that nothing was expected of is no zero. */
function dayWords(minutes: number, state: DayState | undefined): string {
  if (minutes === 0 && state === 'rest') return 'rest';
  if (minutes === 0 && state === 'paused') return 'pause';
  return describeMinutes(minutes);
}

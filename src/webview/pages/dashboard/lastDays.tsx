import { addDays, weekdayOf } from '../../../learning/time/day.ts';
import { studyDay } from '../../../learning/time/streak.ts';
import { describeMinutes } from '../../../learning/words.ts';
import { formatDay, weekdayName } from '../../dates.ts';
import { usePanel } from '../../panelContext.ts';

const height = 40;

/** The minutes of the last seven days as bars, and the same as words. */
export function LastDays() {
  const { state } = usePanel();
  const days = [-6, -5, -4, -3, -2, -1, 0].map((back) => {
    const label = addDays(state.today, back);
    return { label, minutes: studyDay(state.record, label).counted };
  });
  const most = Math.max(60, ...days.map(({ minutes }) => minutes));
  return (
    <section aria-labelledby="dashboard-week">
      <h2 id="dashboard-week">Last seven days</h2>
      <ul class="dayBars">
        {days.map(({ label, minutes }) => (
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
            <span class="dayMinutes">{describeMinutes(minutes)}</span>
            <span class="details" title={formatDay(label, state.locale)}>
              {weekdayName(weekdayOf(label), state.locale, 'short')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { goalOf } from '../../../learning/time/goal.ts';
import { studyDay } from '../../../learning/time/streak.ts';
import { describeMinutes } from '../../../learning/words.ts';
import { Button } from '../../components.tsx';
import { usePanel } from '../../panelContext.ts';

/** Today's minutes against the goal; kinds and sources apart. */
export function TodayMinutes() {
  const { ask, state } = usePanel();
  const goal = goalOf(state.record, state.roadmap, state.today);
  const { counted, minutes } = studyDay(state.record, state.today);
  const measured = minutes.total - minutes.reported;
  const period = goal.per === 'day' ? 'today' : 'this week';
  return (
    <section aria-labelledby="dashboard-today">
      <h2 id="dashboard-today">Today</h2>
      <p class="big">{describeMinutes(counted)}</p>
      {goal.goal !== undefined && (
        <div class="completion">
          <progress
            max={goal.goal}
            value={Math.min(goal.minutes, goal.goal)}
            aria-label={`Minutes ${period} towards your goal`}
          />
          <span class="barWords">
            {describeMinutes(goal.minutes)} of {describeMinutes(goal.goal)} {period}
            {goal.minutes >= goal.goal ? ', goal reached' : ''}
          </span>
        </div>
      )}
      {goal.goal === undefined && <p>You have no goal yet; your roadmap does not name one.</p>}
      {(minutes.total > 0 || counted > 0) && (
        <dl class="facts">
          <div>
            <dt>Kind</dt>
            <dd>
              {describeMinutes(minutes.learning)} learning, {describeMinutes(minutes.building)} building
            </dd>
          </div>
          <div>
            <dt>Source</dt>
            <dd>
              {describeMinutes(measured)} measured, {describeMinutes(minutes.reported)} reported by you
            </dd>
          </div>
          {counted !== minutes.total && (
            <div>
              <dt>Corrected</dt>
              <dd>by you, from {describeMinutes(minutes.total)}</dd>
            </div>
          )}
        </dl>
      )}
      {!state.settings.trackTime && (
        <p class="hint">Measuring is switched off; only minutes that you report are counted.</p>
      )}
      <div class="actions">
        <Button onClick={() => ask({ type: 'command', command: 'setGoal' })}>
          {goal.goal === undefined ? 'Set a goal' : 'Change goal'}
        </Button>
      </div>
    </section>
  );
}

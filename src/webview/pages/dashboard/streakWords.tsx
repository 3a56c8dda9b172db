import { streakOf, type Streak } from '../../../learning/time/streak.ts';
import { describeMinutes } from '../../../learning/words.ts';
import { Button } from '../../components.tsx';
import { formatTime } from '../../dates.ts';
import { usePanel } from '../../panelContext.ts';

/** The streak, its rule in words, and what today still needs. */
export function StreakWords() {
  const { ask, state } = usePanel();
  const streak = streakOf(state.record, state.today);
  const isPaused = streak.today.state === 'paused';
  return (
    <section aria-labelledby="dashboard-streak">
      <h2 id="dashboard-streak">Streak</h2>
      <p class="big">
        {streak.current} {streak.current === 1 ? 'day' : 'days'}
      </p>
      <p>{todayWords(streak, formatTime(state.todayEnds, state.locale))}</p>
      <p class="details">
        A study day has {describeMinutes(streak.today.rules.minimum)}, or an item verified, or an exercise finished.
        Rest days and pauses never break the streak.
      </p>
      <p class="details">
        {spareWords(streak)}
        {streak.longest > streak.current
          ? ` Your longest streak was ${streak.longest} ${streak.longest === 1 ? 'day' : 'days'}.`
          : ''}
      </p>
      <div class="actions">
        <Button onClick={() => ask({ type: 'command', command: isPaused ? 'resume' : 'pause' })}>
          {isPaused ? 'End the pause' : 'Pause…'}
        </Button>
      </div>
    </section>
  );
}

function todayWords({ today }: Streak, ends: string): string {
  switch (today.state) {
    case 'study':
      return 'Today is a study day already.';
    case 'paused':
      return 'You are on a pause. Nothing is expected, and your streak waits.';
    case 'rest':
      return 'Today is a rest day. Nothing is expected; what you do still counts.';
    case 'open':
    case 'spare':
    case 'travel':
    case 'missed':
      return `Today still needs ${describeMinutes(today.minutesLeft)}, or one item verified or an exercise finished, until ${ends}.`;
  }
}

function spareWords({ spare, untilSpare }: Streak): string {
  const days = (count: number, kind: string) => `${count} ${kind} ${count === 1 ? 'day' : 'days'}`;
  if (spare === 0) return `You earn a spare day after ${days(untilSpare, 'more study')}; it covers one missed day.`;
  const next = untilSpare > 0 ? `the next one comes after ${days(untilSpare, 'more study')}` : 'you can hold no more';
  return `${days(spare, 'spare')} in hand, each covers one missed day; ${next}.`;
}

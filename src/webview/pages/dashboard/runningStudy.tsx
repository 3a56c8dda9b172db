import { valueOf } from '../../../learning/progress/registers.ts';
import { claimOf } from '../../../learning/time/study.ts';
import { describeMinutes } from '../../../learning/words.ts';
import { Button } from '../../components.tsx';
import { formatTime } from '../../dates.ts';
import { usePanel } from '../../panelContext.ts';
import { useNow } from './useNow.ts';

/** The study that is running outside the editor, if any. */
export function RunningStudy() {
  const { ask, state } = usePanel();
  const now = useNow();
  const study = valueOf(state.record, 'study', 'now');
  if (!study) return null;
  const claim = claimOf(study, now);
  return (
    <section class="notice" aria-labelledby="dashboard-study">
      <h2 id="dashboard-study">You are studying</h2>
      <p>
        {study.title}, since {formatTime(study.startedAt, state.locale)}: {describeMinutes(claim.minutes)}
        {claim.ended ? '. It ended by itself; say how much of it counts.' : ' so far.'}
      </p>
      <div class="actions">
        <Button appearance="primary" icon="debug-stop" onClick={() => ask({ type: 'stopStudying' })}>
          Stop and count
        </Button>
      </div>
    </section>
  );
}

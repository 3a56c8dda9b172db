import { goalOf } from '../../../learning/time/goal.ts';
import { describeMinutes } from '../../../learning/words.ts';
import { Button } from '../../components.tsx';
import { useRoadmap } from '../../panelContext.ts';
import { Select } from '../../parts/select.tsx';

interface GoalFieldsProps {
  readonly minutes: string;
  readonly per: 'day' | 'week';
  readonly onMinutes: (minutes: string) => void;
  readonly onPer: (per: 'day' | 'week') => void;
}

const suggestions = [30, 60, 120];

/** The goal: from the learner, else from the roadmap, else asked for. */
export function GoalFields({ minutes, per, onMinutes, onPer }: GoalFieldsProps) {
  const { roadmap, state } = useRoadmap();
  const held = goalOf(state.record, roadmap, state.today);
  return (
    <section aria-labelledby="setup-goal">
      <h2 id="setup-goal">What is your goal?</h2>
      <p>
        {held.from === 'roadmap'
          ? `The roadmap asks for ${roadmap.commitment.text}. Its least is filled in; take less or more if that is more honest.`
          : held.from === 'learner'
            ? 'This is the goal that you set before.'
            : 'This roadmap does not say how much time it takes a day. What is realistic for you? You can also leave it open.'}
      </p>
      <div class="fieldRow">
        <label class="labelled">
          <span>Minutes</span>
          <input
            class="input short"
            type="number"
            min="1"
            max="1440"
            value={minutes}
            onInput={({ currentTarget }) => onMinutes(currentTarget.value)}
          />
        </label>
        <Select
          label="per"
          isLabelShown
          value={per}
          options={[
            ['day', 'day'],
            ['week', 'week'],
          ]}
          onChange={onPer}
        />
        {held.from === 'nobody' &&
          suggestions.map((suggestion) => (
            <Button key={suggestion} onClick={() => suggest(suggestion)}>
              {describeMinutes(suggestion)} a day
            </Button>
          ))}
      </div>
    </section>
  );

  function suggest(suggestion: number) {
    onMinutes(String(suggestion));
    onPer('day');
  }
}

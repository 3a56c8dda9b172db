import { Checkbox } from '../../components.tsx';
import { weekdayName } from '../../dates.ts';
import { useRoadmap } from '../../panelContext.ts';

interface StudyDaysProps {
  readonly days: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
}

/** The learner's week: ticked days are for study, the others rest and never break a streak. */
export function StudyDays({ days, onChange }: StudyDaysProps) {
  const { roadmap, state } = useRoadmap();
  const wanted = roadmap.commitment.daysPerWeek;
  return (
    <fieldset>
      <legend>
        {wanted === undefined
          ? 'This roadmap does not say how many days a week it wants. Pick the ones that suit you.'
          : `This roadmap is made for ${wanted} ${wanted === 1 ? 'day' : 'days'} a week. Pick the ones that suit you.`}
      </legend>
      <div class="boxes">
        {['1', '2', '3', '4', '5', '6', '7'].map((day) => (
          <Checkbox
            key={day}
            checked={days.includes(day)}
            onChange={(checked) => onChange(checked ? [...days, day] : days.filter((other) => other !== day))}
          >
            {weekdayName(Number(day), state.locale)}
          </Checkbox>
        ))}
      </div>
      <p class="hint">
        {days.length === 7
          ? 'Every day is a study day. Leave a day out to rest; rest days never break your streak.'
          : `${days.length} ${days.length === 1 ? 'study day' : 'study days'} a week. The others are rest days: nothing is expected, and they never break your streak.`}
        {wanted !== undefined &&
          days.length < wanted &&
          ' With fewer days the dates below may come too soon; nothing bad happens when you are later.'}
      </p>
    </fieldset>
  );
}

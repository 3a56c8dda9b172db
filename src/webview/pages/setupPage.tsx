import { valuesOf } from '../../learning/progress/registers.ts';
import { Button, Divider } from '../components.tsx';
import { pageKey } from '../memory.ts';
import { useField, useListField, useOpen, useRoadmap, useTextField } from '../panelContext.ts';
import { commitmentWords } from '../parts/commitmentWords.ts';
import { Schedules } from '../parts/schedules.tsx';
import { GoalFields } from './setup/goalFields.tsx';
import { KnownPhases } from './setup/knownPhases.tsx';
import { initialAnswers, problemsOf, weekOf, wishOf, type SetupAnswers } from './setup/setupForm.ts';
import { SetupSummary } from './setup/setupSummary.tsx';
import { StudyDays } from './setup/studyDays.tsx';

/** When the learner begins, on which days, what is known already, and the goal. */
export function SetupPage() {
  const { ask, memory, roadmap, state } = useRoadmap();
  const open = useOpen();
  const initial = initialAnswers(state.record, roadmap, state.today);
  const [start, setStart] = useTextField('start', initial.start);
  const [days, setDays] = useListField('days', initial.days);
  const [known, setKnown] = useListField('known', initial.known);
  const [minutes, setMinutes] = useTextField('minutes', initial.minutes);
  const [per, setPer] = useField<'day' | 'week'>('per', initial.per, (value) => value === 'day' || value === 'week');
  const answers: SetupAnswers = { start, days, known, minutes, per };
  const problems = problemsOf(answers);
  const isFollowed = valuesOf(state.record, 'follow').has(roadmap.id);
  return (
    <>
      <h1 tabIndex={-1}>Set up {roadmap.title}</h1>
      <p>{commitmentWords(roadmap)}. Everything here can be changed later.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <section aria-labelledby="setup-start">
          <h2 id="setup-start">When do you begin?</h2>
          <label class="labelled">
            <span>First day</span>
            <input
              class="input"
              type="date"
              value={start}
              onInput={({ currentTarget }) => setStart(currentTarget.value)}
            />
          </label>
        </section>
        <section aria-labelledby="setup-days">
          <h2 id="setup-days">On which days do you study?</h2>
          <StudyDays days={days} onChange={setDays} />
          <Schedules schedules={roadmap.schedules} week={weekOf(days)} level={3} />
        </section>
        <GoalFields minutes={minutes} per={per} onMinutes={setMinutes} onPer={setPer} />
        <KnownPhases known={known} onChange={setKnown} />
        <SetupSummary answers={answers} />
        <Divider />
        {problems.length > 0 && (
          <div class="hint" role="alert">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
        )}
        <div class="actions">
          <Button appearance="primary" onClick={begin}>
            {isFollowed ? 'Keep these answers' : 'Begin'}
          </Button>
          <Button onClick={() => open({ name: 'overview', roadmap: roadmap.id })}>Look inside first</Button>
        </div>
      </form>
    </>
  );

  function begin() {
    if (problems.length > 0) return;
    memory.clearFields(pageKey(state.page));
    ask(wishOf(roadmap, answers), isFollowed ? 'Your answers are kept.' : `You follow ${roadmap.title}.`);
  }
}

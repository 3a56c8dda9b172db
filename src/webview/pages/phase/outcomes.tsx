import { describeCompletion, phaseCompletion } from '../../../learning/progress/completion.ts';
import type { Phase } from '../../../learning/roadmap/schema.ts';
import { useRoadmap } from '../../panelContext.ts';
import { RichText } from '../../parts/richText.tsx';

/** The end of a phase: what was done, and what the learner should be able to do now. */
export function Outcomes({ phase }: { readonly phase: Phase }) {
  const { roadmap, state } = useRoadmap();
  const completion = phaseCompletion(state.record, roadmap.id, phase, state.today);
  const { required } = completion;
  return (
    <section class="section" aria-labelledby="phase-end">
      <h2 id="phase-end">At the end of this phase</h2>
      {phase.outcomes.length > 0 && (
        <>
          <p>
            What you can do then. Read it again when you are through: can you say yes to each? Your phase notes are a
            good place for the answer.
          </p>
          <ul class="plain bullets">
            {phase.outcomes.map((outcome, index) => (
              <li key={index}>
                <RichText line={outcome} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        {required.done} of {required.total} items done{required.skipped > 0 ? `, ${required.skipped} skipped` : ''}
        {required.doing > 0 ? `, ${required.doing} in progress` : ''} ({describeCompletion(completion)}).
      </p>
    </section>
  );
}

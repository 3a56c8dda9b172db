import { describeCompletion, phaseCompletion } from '../../../learning/progress/completion.ts';
import { Button } from '../../components.tsx';
import { useOpen, useRoadmap } from '../../panelContext.ts';

/** Month by month: the phase, its status in words, and the learner's notes. */
export function Tracker() {
  const { ask, roadmap, state } = useRoadmap();
  const open = useOpen();
  return (
    <table class="tracker">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Phase</th>
          <th scope="col">Status</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        {roadmap.tracker.map(({ when, title, phase: id }) => {
          const phase = roadmap.phases.find((one) => one.id === id);
          const completion = phase && phaseCompletion(state.record, roadmap.id, phase, state.today);
          return (
            <tr key={`${when} ${id}`}>
              <td>{when}</td>
              <th scope="row">
                <button
                  type="button"
                  class="textButton"
                  onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: id })}
                >
                  {title}
                </button>
              </th>
              <td>{completion && statusOf(completion)}</td>
              <td>
                <Button
                  appearance="icon"
                  icon="edit"
                  label={`${state.notes[id] ? 'Open' : 'Write'} notes: ${title}`}
                  onClick={() => ask({ type: 'openNotes', roadmap: roadmap.id, id })}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function statusOf(completion: ReturnType<typeof phaseCompletion>): string {
  const { required, allDone, settled } = completion;
  if (allDone) return 'Done';
  if (settled) return `Settled, ${describeCompletion(completion)}`;
  return required.done + required.skipped + required.doing > 0
    ? `In progress, ${describeCompletion(completion)}`
    : 'To do';
}

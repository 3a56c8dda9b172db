import { completionOf } from '../../learning/progress/completion.ts';
import type { Phase, Section } from '../../learning/roadmap/schema.ts';
import { useRoadmap } from '../panelContext.ts';
import { Facts, Paragraphs, Remarks } from '../parts/lines.tsx';
import { Notes, NotesButton } from '../parts/notes.tsx';
import { Outcomes } from './phase/outcomes.tsx';
import { PhaseHead } from './phase/phaseHead.tsx';
import { PhaseNeighbours } from './phase/phaseNeighbours.tsx';
import { SectionView } from './phase/sectionView.tsx';

/** What there is to do in a phase. */
export function PhasePage({ phase }: { readonly phase: Phase }) {
  const { roadmap, state } = useRoadmap();
  const isSettled = (section: Section) => completionOf(state.record, roadmap.id, section.items, state.today).settled;
  return (
    <>
      <PhaseHead phase={phase} />
      <Paragraphs lines={phase.intro} />
      <Remarks lines={phase.notes} />
      <Facts facts={phase.facts} />
      <Notes id={phase.id} title={phase.title} />
      <div class="actions">
        <NotesButton id={phase.id} title={phase.title} />
      </div>
      {phase.sections.map((section) => (
        <SectionView key={section.id} section={section} isSettled={isSettled(section)} />
      ))}
      <Outcomes phase={phase} />
      <PhaseNeighbours phase={phase} />
    </>
  );
}

import { completionOf } from '../../../learning/progress/completion.ts';
import type { Section } from '../../../learning/roadmap/schema.ts';
import { formatDays } from '../../dates.ts';
import { valueOf } from '../../../learning/progress/registers.ts';
import { useRoadmap } from '../../panelContext.ts';
import { Fold } from '../../parts/fold.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ItemList } from '../../parts/itemList.tsx';
import { sectionIcons, sectionWords } from '../../parts/kindWords.ts';
import { Facts, Paragraphs, Remarks } from '../../parts/lines.tsx';
import { Notes, NotesButton } from '../../parts/notes.tsx';
import { OwnLinks } from '../../parts/ownLinks.tsx';
import { QuietButton } from '../../parts/quietButton.tsx';
import { ResourceList } from '../../parts/resourceList.tsx';
import { headingId } from '../../scroll.ts';
import { spanDates } from '../../../learning/time/spanDates.ts';
import { ProjectActions } from './projectActions.tsx';

interface SectionViewProps {
  readonly section: Section;
  /** What is settled when the page opens starts folded. */
  readonly isSettled: boolean;
}

/** A topic, project, exercise or checklist with everything it holds. */
export function SectionView({ section, isSettled }: SectionViewProps) {
  const { ask, roadmap, state } = useRoadmap();
  const { required } = completionOf(state.record, roadmap.id, section.items, state.today);
  const start = valueOf(state.record, 'start', roadmap.id);
  const words = [
    sectionWords[section.kind],
    section.when &&
      (start === undefined
        ? section.when.text
        : `${section.when.text}, ${formatDays(spanDates(start, section.when), state.locale)}`),
    section.timer === undefined ? undefined : `${section.timer} minutes on the clock`,
    required.total > 0
      ? `${required.done} of ${required.total} done${required.skipped > 0 ? `, ${required.skipped} skipped` : ''}`
      : undefined,
  ].filter((part) => part !== undefined);
  const isProject = section.kind === 'project' || state.projects[section.id]?.starter !== undefined;
  return (
    <section class="section" aria-labelledby={headingId(section.id)}>
      <h2 id={headingId(section.id)} tabIndex={-1}>
        <Icon name={sectionIcons[section.kind]} />
        {section.title}
      </h2>
      <p class="details">{words.join(' · ')}</p>
      <Paragraphs lines={section.intro} />
      <Remarks lines={section.notes} />
      <Facts facts={section.facts} />
      {isProject && <ProjectActions section={section} />}
      {section.items.length > 0 && (
        <Fold name={`items/${section.id}`} title={<ItemsTitle section={section} />} isOpen={!isSettled}>
          <ItemList nodes={section.items} />
        </Fold>
      )}
      <ResourceList
        entries={section.resources.map((resource) => ({ resource }))}
        label={`Resources for ${section.title}`}
      />
      <OwnLinks section={section} />
      <Notes id={section.id} title={section.title} />
      <div class="actions">
        {section.kind !== 'project' && section.kind !== 'checklist' && (
          <QuietButton
            icon="watch"
            label={`Start studying: ${section.title}`}
            onClick={() =>
              ask({
                type: 'startStudying',
                roadmap: roadmap.id,
                subject: section.id,
                title: section.title.slice(0, 300),
              })
            }
          >
            Start studying
          </QuietButton>
        )}
        <QuietButton
          icon="link"
          label={`Add link to ${section.title}`}
          onClick={() => ask({ type: 'addLink', roadmap: roadmap.id, section: section.id })}
        >
          Add link…
        </QuietButton>
        <NotesButton id={section.id} title={section.title} />
      </div>
    </section>
  );
}

function ItemsTitle({ section }: { readonly section: Section }) {
  return (
    <>
      {section.kind === 'project' ? 'Features' : 'Items'}
      <span class="spokenOnly"> of {section.title}</span>
    </>
  );
}

import { useRoadmap } from '../panelContext.ts';
import { Fold } from './fold.tsx';
import { NoteView } from './noteView.tsx';
import { QuietButton } from './quietButton.tsx';

/** The learner's notes on a section or phase, as a preview. */
export function Notes({ id, title }: { readonly id: string; readonly title: string }) {
  const { state } = useRoadmap();
  const blocks = state.notes[id] ?? [];
  if (blocks.length === 0) return null;
  return (
    <Fold name={`notes/${id}`} title={`Your notes on ${title}`}>
      <NoteView blocks={blocks} />
    </Fold>
  );
}

/** The door to the file of the notes. */
export function NotesButton({ id, title }: { readonly id: string; readonly title: string }) {
  const { ask, roadmap, state } = useRoadmap();
  const words = (state.notes[id] ?? []).length > 0 ? 'Open notes' : 'Write notes';
  return (
    <QuietButton
      icon="edit"
      label={`${words}: ${title}`}
      onClick={() => ask({ type: 'openNotes', roadmap: roadmap.id, id })}
    >
      {words}
    </QuietButton>
  );
}

import type { Line } from '../../learning/roadmap/schema.ts';
import { RichText } from './richText.tsx';

/** The explanations that stand below an item. */
export function ItemNotes({ notes }: { readonly notes: readonly Line[] | undefined }) {
  if (!notes) return null;
  return (
    <div class="itemNotes">
      {notes.map((note, index) => (
        <p key={index}>
          <RichText line={note} />
        </p>
      ))}
    </div>
  );
}

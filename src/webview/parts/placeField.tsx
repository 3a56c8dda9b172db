import type { Resource } from '../../learning/roadmap/schema.ts';
import { TextField } from '../components.tsx';
import { useRoadmap, useTextField } from '../panelContext.ts';

const longest = 200;

/** How far the learner is in something: "chapter 4". Kept when the field is left. */
export function PlaceField({ resource, place }: { readonly resource: Resource; readonly place: string }) {
  const { ask, roadmap } = useRoadmap();
  const [draft, setDraft] = useTextField(`place/${resource.id}`, place);
  return (
    <TextField
      label="Where you are in it"
      of={resource.title}
      value={draft}
      placeholder="Chapter, lesson or minute"
      maxLength={longest}
      onInput={setDraft}
      onCommit={(value) => {
        if (value !== place)
          ask(
            {
              type: 'resource',
              roadmap: roadmap.id,
              resource: resource.id,
              status: 'doing',
              place: value.slice(0, longest),
            },
            'Your place is kept.',
          );
      }}
    />
  );
}

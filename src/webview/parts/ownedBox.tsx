import type { Resource } from '../../learning/roadmap/schema.ts';
import { Checkbox } from '../components.tsx';
import { useRoadmap } from '../panelContext.ts';

/** Whether the learner has something that costs money. */
export function OwnedBox({ resource, owned }: { readonly resource: Resource; readonly owned: boolean }) {
  const { ask, roadmap } = useRoadmap();
  return (
    <Checkbox
      checked={owned}
      label={`I own ${resource.title}`}
      onChange={(now) =>
        ask(
          { type: 'owned', roadmap: roadmap.id, resource: resource.id, owned: now },
          `${resource.title}: ${now ? 'owned' : 'not owned'}.`,
        )
      }
    >
      I own it
    </Checkbox>
  );
}

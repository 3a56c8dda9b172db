import { keyOf } from '../../learning/progress/progress.ts';
import { valuesOf } from '../../learning/progress/registers.ts';
import type { Section } from '../../learning/roadmap/schema.ts';
import { Button } from '../components.tsx';
import { useRoadmap } from '../panelContext.ts';
import { Icon } from './icon.tsx';
import { Outside } from './outside.tsx';

/** Links that the learner added to a section. */
export function OwnLinks({ section }: { readonly section: Section }) {
  const { ask, roadmap, state } = useRoadmap();
  const prefix = `${keyOf(roadmap.id, section.id)}/`;
  const links = [...valuesOf(state.record, 'link')].filter(([key]) => key.startsWith(prefix));
  if (links.length === 0) return null;
  return (
    <ul class="resources" aria-label={`Your own links for ${section.title}`}>
      {links.map(([key, { title, url }]) => (
        <li key={key} class="row">
          <span class="rowText">
            <Icon name="link" />
            <Outside url={url}>{title}</Outside>
          </span>
          <span class="rowWords">your own</span>
          <Button
            appearance="icon"
            icon="trash"
            label={`Remove your link: ${title}`}
            onClick={() => ask({ type: 'removeLink', key }, `${title}: removed.`)}
          />
        </li>
      ))}
    </ul>
  );
}

import { keyOf, resourceProgress } from '../../learning/progress/progress.ts';
import { valueOf } from '../../learning/progress/registers.ts';
import type { Resource } from '../../learning/roadmap/schema.ts';
import { statusWords } from '../../learning/words.ts';
import { useRoadmap } from '../panelContext.ts';
import { Icon } from './icon.tsx';
import { kindIcons, kindWords } from './kindWords.ts';
import { Outside } from './outside.tsx';
import { OwnedBox } from './ownedBox.tsx';
import { PlaceField } from './placeField.tsx';
import { ResourceMore } from './resourceMore.tsx';
import { Select } from './select.tsx';
import { SpentField } from './spentField.tsx';

const resourceStatuses = ['todo', 'doing', 'done'] as const;

/** Something to study, with where the learner is in it. */
export function ResourceRow({ resource, from }: { readonly resource: Resource; readonly from: string | undefined }) {
  const { ask, roadmap, state } = useRoadmap();
  const progress = resourceProgress(state.record, roadmap.id, resource.id);
  const replaced = valueOf(state.record, 'replaced', keyOf(roadmap.id, resource.id));
  const url = replaced ?? resource.url;
  const details = [
    kindWords[resource.kind],
    resource.author,
    resource.provider,
    resource.length,
    resource.rating === undefined ? undefined : `rated ${resource.rating}`,
    resource.price,
    resource.paid === undefined || resource.price !== undefined ? undefined : resource.paid ? 'paid' : 'free',
    resource.asOf === undefined ? undefined : `as of ${resource.asOf}`,
    replaced === undefined ? undefined : 'your own link',
    from,
  ].filter((part) => part !== undefined);
  return (
    <div class={`resource ${progress.status}`}>
      <div class="row">
        <span class="rowText">
          <Icon name={kindIcons[resource.kind]} />
          {url === undefined ? (
            <span class="resourceTitle">{resource.title}</span>
          ) : (
            <Outside url={url}>{resource.title}</Outside>
          )}
        </span>
        {resource.paid && <OwnedBox resource={resource} owned={progress.owned} />}
        {resource.paid && (progress.owned || progress.spent !== undefined) && (
          <SpentField resource={resource} spent={progress.spent} />
        )}
        <Select
          isQuiet
          label={`Status of ${resource.title}`}
          value={progress.status}
          options={resourceStatuses.map((status) => [status, statusWords[status]])}
          onChange={(status) =>
            ask(
              {
                type: 'resource',
                roadmap: roadmap.id,
                resource: resource.id,
                status,
                ...(progress.place === undefined ? {} : { place: progress.place }),
              },
              `${resource.title}: ${statusWords[status]}.`,
            )
          }
        />
      </div>
      <p class="details">{details.join(' · ')}</p>
      {progress.status === 'doing' && <PlaceField resource={resource} place={progress.place ?? ''} />}
      <ResourceMore resource={resource} url={url} isReplaced={replaced !== undefined} />
    </div>
  );
}

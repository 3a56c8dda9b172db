import type { Resource } from '../../learning/roadmap/schema.ts';
import { ResourceRow } from './resourceRow.tsx';

export interface ResourceEntry {
  readonly resource: Resource;
  /** Where it stands in the roadmap, where that is not plain from the page. */
  readonly from?: string;
}

/** Things to study. */
export function ResourceList({
  entries,
  label,
}: {
  readonly entries: readonly ResourceEntry[];
  readonly label: string;
}) {
  if (entries.length === 0) return null;
  return (
    <ul class="resources" aria-label={label}>
      {entries.map(({ resource, from }) => (
        <li key={resource.id}>
          <ResourceRow resource={resource} from={from} />
        </li>
      ))}
    </ul>
  );
}

import { resourceProgress } from '../../../learning/progress/progress.ts';
import { resourceKinds } from '../../../learning/roadmap/schema.ts';
import { useField, useRoadmap } from '../../panelContext.ts';
import { Fold } from '../../parts/fold.tsx';
import { kindWords } from '../../parts/kindWords.ts';
import { Paragraphs } from '../../parts/lines.tsx';
import { ResourceList } from '../../parts/resourceList.tsx';
import { Select } from '../../parts/select.tsx';
import type { FieldValue } from '../../memory.ts';
import { filterResources, type ResourceFilter } from '../../filterResources.ts';
import { libraryOf } from './libraryEntries.ts';

const kinds: readonly (readonly [ResourceFilter['kind'], string])[] = [
  ['all', 'All kinds'],
  ...resourceKinds.map((kind) => [kind, kindWords[kind]] as const),
];
const lengths: readonly (readonly [ResourceFilter['length'], string])[] = [
  ['all', 'Any length'],
  ['short', 'Under 2 h'],
  ['middle', '2 to 10 h'],
  ['long', 'Over 10 h'],
  ['unknown', 'Length not stated'],
];
const prices: readonly (readonly [ResourceFilter['price'], string])[] = [
  ['all', 'Any price'],
  ['free', 'Free'],
  ['paid', 'Paid'],
  ['unknown', 'Price not stated'],
];

/** Every resource of the roadmap with its state, to be narrowed down by kind, length and price. */
export function Library() {
  const { roadmap, state } = useRoadmap();
  const [kind, setKind] = useField<ResourceFilter['kind']>('library/kind', 'all', isOneOf(kinds));
  const [length, setLength] = useField<ResourceFilter['length']>('library/length', 'all', isOneOf(lengths));
  const [price, setPrice] = useField<ResourceFilter['price']>('library/price', 'all', isOneOf(prices));
  const all = libraryOf(roadmap);
  const found = filterResources(all, { kind, length, price });
  const states = all.map(({ resource }) => resourceProgress(state.record, roadmap.id, resource.id).status);
  const count = (status: (typeof states)[number]) => states.filter((one) => one === status).length;
  return (
    <>
      <p>
        {all.length} {all.length === 1 ? 'resource' : 'resources'}: {count('done')} done, {count('doing')} in progress,{' '}
        {count('todo')} to do. The optional reading stands apart.
      </p>
      {roadmap.library.map(({ title, intro }) => intro.length > 0 && <Paragraphs key={title} lines={intro} />)}
      <Fold name="library" title={`Show the resources (${all.length})`} isOpen={all.length <= 6}>
        <div class="fieldRow" role="group" aria-label="Narrow the library down">
          <Select label="Kind" value={kind} options={kinds} onChange={setKind} />
          <Select label="Length" value={length} options={lengths} onChange={setLength} />
          <Select label="Price" value={price} options={prices} onChange={setPrice} />
        </div>
        <p class="hint" role="status">
          {found.length === all.length ? `All ${all.length} shown.` : `${found.length} of ${all.length} shown.`}
        </p>
        <ResourceList entries={found} label="Library" />
      </Fold>
    </>
  );
}

function isOneOf<T extends string>(
  options: readonly (readonly [T, string])[],
): (value: FieldValue) => value is T & FieldValue {
  return (value): value is T & FieldValue => options.some(([option]) => option === value);
}

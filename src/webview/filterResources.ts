import type { Resource } from '../learning/roadmap/schema.ts';

/** What the library is narrowed down to; `all` leaves everything in. */
export interface ResourceFilter {
  readonly kind: 'all' | Resource['kind'];
  readonly length: 'all' | 'short' | 'middle' | 'long' | 'unknown';
  readonly price: 'all' | 'free' | 'paid' | 'unknown';
}

const shortest = 2 * 60;
const longest = 10 * 60;

/** The resources that a filter leaves in. */
export function filterResources<T extends { readonly resource: Resource }>(
  entries: readonly T[],
  filter: ResourceFilter,
): readonly T[] {
  return entries.filter(
    ({ resource }) =>
      (filter.kind === 'all' || filter.kind === resource.kind) &&
      (filter.length === 'all' || filter.length === lengthOf(resource)) &&
      (filter.price === 'all' || filter.price === priceOf(resource)),
  );
}

function lengthOf({ minutes }: Resource): ResourceFilter['length'] {
  if (minutes === undefined) return 'unknown';
  return minutes < shortest ? 'short' : minutes <= longest ? 'middle' : 'long';
}

function priceOf({ paid }: Resource): ResourceFilter['price'] {
  return paid === undefined ? 'unknown' : paid ? 'paid' : 'free';
}

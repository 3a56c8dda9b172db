import assert from 'node:assert/strict';
import { filterResources, type ResourceFilter } from '../../../src/webview/filterResources.ts';
import type { Resource } from '../../../src/learning/roadmap/schema.ts';

const everything: ResourceFilter = { kind: 'all', length: 'all', price: 'all' };
const entries = [
  entry({ id: 'short', kind: 'video', minutes: 119, paid: false }),
  entry({ id: 'two-hours', kind: 'course', minutes: 120, paid: true }),
  entry({ id: 'ten-hours', kind: 'course', minutes: 600 }),
  entry({ id: 'long', kind: 'book', minutes: 601, paid: true }),
  entry({ id: 'silent', kind: 'book' }),
];

describe('The library', () => {
  it('shows everything until it is narrowed down', () => {
    assert.deepEqual(idsFor({}), ['short', 'two-hours', 'ten-hours', 'long', 'silent']);
  });

  it('is narrowed down by kind', () => {
    assert.deepEqual(idsFor({ kind: 'book' }), ['long', 'silent']);
  });

  it('is narrowed down by length, and keeps what states none apart', () => {
    assert.deepEqual(idsFor({ length: 'short' }), ['short']);
    assert.deepEqual(idsFor({ length: 'middle' }), ['two-hours', 'ten-hours']);
    assert.deepEqual(idsFor({ length: 'long' }), ['long']);
    assert.deepEqual(idsFor({ length: 'unknown' }), ['silent']);
  });

  it('is narrowed down by price, and keeps what states none apart', () => {
    assert.deepEqual(idsFor({ price: 'free' }), ['short']);
    assert.deepEqual(idsFor({ price: 'paid' }), ['two-hours', 'long']);
    assert.deepEqual(idsFor({ price: 'unknown' }), ['ten-hours', 'silent']);
  });

  it('is narrowed down by all of them together', () => {
    assert.deepEqual(idsFor({ kind: 'book', length: 'long', price: 'paid' }), ['long']);
    assert.deepEqual(idsFor({ kind: 'video', price: 'paid' }), []);
  });
});

function idsFor(filter: Partial<ResourceFilter>): readonly string[] {
  return filterResources(entries, { ...everything, ...filter }).map(({ resource }) => resource.id);
}

function entry(resource: Partial<Resource> & Pick<Resource, 'id' | 'kind'>): { readonly resource: Resource } {
  return { resource: { title: resource.id, facts: [], ...resource } };
}

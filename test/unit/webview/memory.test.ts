import assert from 'node:assert/strict';
import { Memory, pageKey } from '../../../src/webview/memory.ts';

describe('What the panel remembers', () => {
  it('comes back as it was after a reload', () => {
    let kept: unknown;
    const before = new Memory(undefined, (memory) => (kept = structuredClone(memory)));
    before.setPage({ name: 'phase', roadmap: 'a', phase: 'p1', section: 'p1.s' }, 3);
    before.setScroll('phase/a/p1', 412.6);
    before.setFold('phase/a/p1', 'items/p1.s', false);
    before.setField('setup/a', 'days', ['1', '3']);
    const after = new Memory(kept, () => undefined);
    assert.equal(after.scrollOf('phase/a/p1'), 413);
    assert.equal(after.visit, 3);
    assert.equal(after.fold('phase/a/p1', 'items/p1.s'), false);
    assert.deepEqual(after.field('setup/a', 'days'), ['1', '3']);
    assert.deepEqual((kept as { page: unknown }).page, { name: 'phase', roadmap: 'a', phase: 'p1', section: 'p1.s' });
  });

  it('drops the drafts of a form that was sent, and only those', () => {
    const memory = new Memory(undefined, () => undefined);
    memory.setField('setup/a', 'start', '2026-01-01');
    memory.setField('setup/b', 'start', '2026-02-01');
    memory.clearFields('setup/a');
    assert.equal(memory.field('setup/a', 'start'), undefined);
    assert.equal(memory.field('setup/b', 'start'), '2026-02-01');
  });

  for (const stored of [
    null,
    7,
    'text',
    [],
    { page: { name: 'nowhere' }, pages: 3 },
    { pages: { choose: { scroll: 'far', folds: [], fields: { a: 1 } } } },
  ]) {
    it(`begins afresh where it cannot be read: ${JSON.stringify(stored)}`, () => {
      const memory = new Memory(stored, () => undefined);
      assert.equal(memory.scrollOf('choose'), 0);
      assert.equal(memory.visit, 0);
      assert.equal(memory.fold('choose', 'library'), undefined);
      assert.equal(memory.field('choose', 'a'), undefined);
    });
  }

  it('keeps the pages of different roadmaps and phases apart, but not the sections of one page', () => {
    const phase = pageKey({ name: 'phase', roadmap: 'a', phase: 'p1' });
    assert.equal(pageKey({ name: 'phase', roadmap: 'a', phase: 'p1', section: 'p1.s' }), phase);
    assert.equal(
      new Set([
        phase,
        pageKey({ name: 'phase', roadmap: 'a', phase: 'p2' }),
        pageKey({ name: 'overview', roadmap: 'a' }),
        pageKey({ name: 'setup', roadmap: 'a' }),
      ]).size,
      4,
    );
  });
});

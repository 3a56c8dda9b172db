import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { compileRoadmaps } from '../../../scripts/compileRoadmaps.ts';
import {
  addToCounter,
  choose,
  isTicked,
  itemsInPlace,
  setStatus,
  tick,
} from '../../../src/learning/progress/changes.ts';
import {
  completionOf,
  describeCompletion,
  roadmapCompletion,
  tickableItems,
  type Completion,
} from '../../../src/learning/progress/completion.ts';
import { nextStep } from '../../../src/learning/progress/next.ts';
import { chosenOf, keyOf, openChildren, placesOf, progressOf } from '../../../src/learning/progress/progress.ts';
import { emptyRecord, type ProgressRecord } from '../../../src/learning/progress/record.ts';
import { setValue, valueOf, type Status } from '../../../src/learning/progress/registers.ts';
import type { Group, Item, ItemNode, Roadmap } from '../../../src/learning/roadmap/schema.ts';
import { itemsOf } from '../../../src/learning/roadmap/walk.ts';
import { addDays } from '../../../src/learning/time/day.ts';
import { describeItem, describeMinutes } from '../../../src/learning/words.ts';

const today = '2026-11-19';
const moment = { now: 1_000, session: 'aaaa' };
const nothing = emptyRecord('x');

const item = (id: string, more: Partial<Item> = {}): Item => ({ type: 'item', id, text: id, ...more });
const group = (id: string, children: readonly ItemNode[], choose?: number): Group => ({
  type: 'group',
  id,
  text: id,
  choose,
  children,
});

function set(record: ProgressRecord, nodes: readonly ItemNode[], id: string, status: Status): ProgressRecord {
  return setStatus(
    record,
    'r',
    itemsInPlace(nodes).filter((place) => place.item.id === id),
    status,
    moment,
  );
}

function tickIn(
  record: ProgressRecord,
  nodes: readonly ItemNode[],
  id: string,
  ticked = true,
  day = today,
): ProgressRecord {
  const place = itemsInPlace(nodes).find((one) => one.item.id === id)!;
  return tick(record, 'r', place, ticked, day, moment);
}

const words = (record: ProgressRecord, nodes: readonly ItemNode[]) =>
  describeCompletion(completionOf(record, 'r', nodes, today));

describe('completion', () => {
  const nodes = [item('a'), group('g', [item('b'), item('c')]), item('d', { optional: true })];

  it('counts the leaves of groups, and optional items apart', () => {
    const record = set(set(set(nothing, nodes, 'a', 'done'), nodes, 'b', 'doing'), nodes, 'd', 'done');
    const completion = completionOf(record, 'r', nodes, today);
    assert.deepEqual(completion.required, { total: 3, done: 1, skipped: 0, doing: 1 });
    assert.deepEqual(completion.optional, { total: 1, done: 1, skipped: 0, doing: 0 });
    assert.equal(completion.percentDone, 33);
  });

  it('says done and skipped apart', () => {
    assert.equal(words(nothing, nodes), '0 % done');
    assert.equal(words(set(nothing, nodes, 'a', 'done'), nodes), '33 % done');
    const both = set(set(nothing, nodes, 'a', 'done'), nodes, 'b', 'skipped');
    assert.equal(words(both, nodes), '33 % done, 33 % skipped');
    assert.equal(words(set(both, nodes, 'c', 'done'), nodes), '66 % done, 34 % skipped');
    assert.equal(words(nothing, []), 'nothing to tick');
    assert.equal(words(set(nothing, nodes, 'd', 'done'), nodes.slice(2)), 'optional, 1 of 1 done');
  });

  it('is settled with everything done or skipped, and all done only when done', () => {
    const done = ['a', 'b', 'c'].reduce((record, id) => set(record, nodes, id, 'done'), nothing);
    const { settled, allDone } = completionOf(done, 'r', nodes, today);
    assert.deepEqual([settled, allDone], [true, true]);
    assert.equal(words(done, nodes), '100 % done');
    const skipped = set(done, nodes, 'c', 'skipped');
    const completion = completionOf(skipped, 'r', nodes, today);
    assert.equal(completion.settled, true);
    assert.equal(completion.allDone, false);
  });

  it('never adds up to 100 % with something open, and always does with nothing open', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.integer({ min: 0, max: 3 }), (done, skipped, open) => {
        fc.pre(done + skipped + open > 0);
        const many = Array.from({ length: done + skipped + open }, (_, index) => item(`i${index}`));
        const statuses = many
          .slice(0, done + skipped)
          .map(
            ({ id }, index) =>
              [keyOf('r', id), [index < done ? 'done' : 'skipped', '000000000000aaaa'] as const] as const,
          );
        const after = { ...nothing, registers: { status: Object.fromEntries(statuses) } };
        const { percentDone, percentSkipped, settled } = completionOf(after, 'r', many, today);
        assert.equal(settled, open === 0);
        if (open === 0) assert.equal(percentDone + percentSkipped, 100);
        else assert.ok(percentDone + percentSkipped < 100, `${percentDone} + ${percentSkipped}`);
        assert.equal(percentDone === 0, done === 0);
        if (skipped > 0 && open > 0) assert.ok(percentSkipped > 0);
        assert.ok(percentDone < 100 || (skipped === 0 && open === 0));
      }),
      {
        numRuns: 60,
        examples: [
          [198, 1, 1],
          [1, 198, 1],
          [99, 0, 1],
        ],
      },
    );
  });
});

describe('a choice', () => {
  const orm = group('orm', [item('typeorm'), group('prisma', [item('schema'), item('client')])], 1);
  const nodes = [item('a'), orm];
  const totals = (record: ProgressRecord) => completionOf(record, 'r', nodes, today).required;

  it('counts one open place while nothing is chosen, and every alternative can be ticked', () => {
    assert.equal(totals(nothing).total, 2);
    assert.deepEqual(
      tickableItems(nothing, 'r', nodes).map(({ id }) => id),
      ['a', 'typeorm', 'schema', 'client'],
    );
  });

  it('is made by ticking an alternative, and the other one leaves the totals', () => {
    const record = tickIn(nothing, nodes, 'client');
    assert.deepEqual(chosenOf(record, 'r', orm), ['prisma']);
    assert.deepEqual(totals(record), { total: 3, done: 1, skipped: 0, doing: 0 });
    assert.deepEqual(
      tickableItems(record, 'r', nodes).map(({ id }) => id),
      ['a', 'schema', 'client'],
    );
  });

  it('can be changed, and comes back with what was ticked', () => {
    const first = tickIn(nothing, nodes, 'client');
    const second = choose(first, 'r', orm, ['typeorm'], moment);
    assert.deepEqual(totals(second), { total: 2, done: 0, skipped: 0, doing: 0 });
    assert.equal(totals(choose(second, 'r', orm, ['prisma'], moment)).done, 1);
    assert.equal(totals(choose(second, 'r', orm, [], moment)).total, 2);
  });

  it('is not made by skipping one alternative, and is skipped with all of them', () => {
    const one = set(nothing, nodes, 'typeorm', 'skipped');
    assert.deepEqual(chosenOf(one, 'r', orm), []);
    assert.deepEqual(totals(one), { total: 2, done: 0, skipped: 0, doing: 0 });
    const all = set(set(one, nodes, 'schema', 'skipped'), nodes, 'client', 'skipped');
    assert.deepEqual(totals(all), { total: 2, done: 0, skipped: 1, doing: 0 });
    assert.equal(completionOf(tickIn(all, nodes, 'a'), 'r', nodes, today).settled, true);
    assert.deepEqual(totals(tickIn(all, nodes, 'typeorm')), { total: 2, done: 1, skipped: 0, doing: 0 });
  });

  it('of two fills one place after the other', () => {
    const two = group('two', [item('x'), item('y'), item('z')], 2);
    const one = tickIn(nothing, [two], 'y');
    assert.deepEqual(completionOf(one, 'r', [two], today).required, { total: 2, done: 1, skipped: 0, doing: 0 });
    assert.deepEqual(
      openChildren(one, 'r', two).map(({ id }) => id),
      ['x', 'y', 'z'],
    );
    const both = tickIn(one, [two], 'x');
    assert.deepEqual(
      openChildren(both, 'r', two).map(({ id }) => id),
      ['x', 'y'],
    );
    assert.equal(completionOf(both, 'r', [two], today).allDone, true);
  });

  it('that asks for more than there is can still be settled', () => {
    const greedy = group('greedy', [item('x'), item('y')], 3);
    const record = tickIn(tickIn(nothing, [greedy], 'x'), [greedy], 'y');
    assert.equal(completionOf(record, 'r', [greedy], today).allDone, true);
  });

  it('holds no more than its places, whatever the record says', () => {
    const odd = setValue(nothing, 'choice', keyOf('r', 'orm'), ['gone', 'typeorm', 'typeorm', 'prisma'], moment);
    assert.deepEqual(chosenOf(odd, 'r', orm), ['typeorm']);
    assert.equal(totals(odd).total, 2);
  });
});

describe('a counter', () => {
  const problems = item('problems', { count: { target: 3, unit: 'problems' } });
  const key = keyOf('r', 'problems');
  const at = (record: ProgressRecord) => progressOf(record, 'r', problems, today);

  it('goes from to do over in progress to done', () => {
    const one = addToCounter(nothing, key, 1, moment);
    assert.deepEqual(
      [nothing, one, addToCounter(one, key, 2, moment)].map((record) => at(record).status),
      ['todo', 'doing', 'done'],
    );
    assert.equal(describeItem(problems, at(one)), 'In progress, 1 of 3 problems');
  });

  it('can always be led out of done', () => {
    const full = addToCounter(nothing, key, 5, moment);
    assert.equal(at(set(full, [problems], 'problems', 'todo')).status, 'doing');
    assert.equal(at(set(full, [problems], 'problems', 'doing')).status, 'doing');
    assert.equal(at(set(full, [problems], 'problems', 'skipped')).status, 'skipped');
    const ticked = tickIn(nothing, [problems], 'problems');
    assert.equal(at(ticked).status, 'done');
    assert.equal(at(tickIn(ticked, [problems], 'problems', false)).status, 'todo');
  });
});

describe('a recurring item', () => {
  const daily = item('daily', { every: 'day', count: { target: 3, unit: 'days' } });
  const nodes = [daily];
  const at = (record: ProgressRecord, day = today) => progressOf(record, 'r', daily, day);

  it('is ticked once a period and done when its periods are full', () => {
    const one = tickIn(nothing, nodes, 'daily');
    assert.deepEqual([at(one).status, at(one).count, at(one).markedNow], ['doing', 1, true]);
    assert.equal(at(one, addDays(today, 1)).markedNow, false);
    const three = tickIn(
      tickIn(one, nodes, 'daily', true, addDays(today, -1)),
      nodes,
      'daily',
      true,
      addDays(today, -2),
    );
    assert.equal(at(three).status, 'done');
  });

  it('can be unticked on a later day, which takes the newest period back', () => {
    const full = [-4, -3, -2].reduce(
      (record, days) => tickIn(record, nodes, 'daily', true, addDays(today, days)),
      nothing,
    );
    assert.equal(isTicked(full, 'r', daily, today), true);
    const unticked = tickIn(full, nodes, 'daily', false);
    assert.equal(isTicked(unticked, 'r', daily, today), false);
    assert.equal(at(unticked).count, 2);
    assert.equal(valueOf(unticked, 'mark', `r:daily@${addDays(today, -4)}`), true);
  });

  it('is no longer skipped when a period is ticked', () => {
    const skipped = set(nothing, nodes, 'daily', 'skipped');
    assert.equal(at(tickIn(skipped, nodes, 'daily')).status, 'doing');
  });

  it('counts weeks by their Monday', () => {
    const weekly = item('weekly', { every: 'week', count: { target: 4, unit: 'weeks' } });
    const record = tickIn(nothing, [weekly], 'weekly', true, '2026-12-31');
    assert.equal(progressOf(record, 'r', weekly, '2027-01-03').markedNow, true);
    assert.equal(progressOf(record, 'r', weekly, '2027-01-04').markedNow, false);
  });
});

/** A tree whose ids are its places. */
const tree: fc.Arbitrary<readonly ItemNode[]> = fc
  .letrec<{ nodes: readonly ItemNode[]; node: ItemNode }>((tie) => ({
    nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .record({ optional: fc.boolean(), kind: fc.constantFrom('plain', 'count', 'every') })
        .map(({ optional, kind }) =>
          item('?', {
            ...(optional ? { optional: true as const } : {}),
            ...(kind === 'plain' ? {} : { count: { target: 2, unit: 'times' } }),
            ...(kind === 'every' ? { every: 'day' as const } : {}),
          }),
        ),
      fc
        .record({ children: tie('nodes'), choose: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }) })
        .map(({ children, choose }) => group('?', children, choose)),
    ),
  }))
  .nodes.map((nodes) => named(nodes, 'n'));

function named(nodes: readonly ItemNode[], prefix: string): readonly ItemNode[] {
  return nodes.map((node, index) =>
    node.type === 'item'
      ? { ...node, id: `${prefix}.${index}` }
      : { ...node, id: `${prefix}.${index}`, children: named(node.children, `${prefix}.${index}`) },
  );
}

/** What may be done and what counts are the same: ticked in any order, everything required ends settled, and nothing else moves the totals. */
function checkTree(roadmap: string, nodes: readonly ItemNode[], chance: () => number): void {
  let record = nothing;
  const finish = (left: readonly Item[]): readonly Item[] =>
    left.filter((one) => progressOf(record, roadmap, one, today).status === 'todo');
  for (
    let open = finish(tickableItems(record, roadmap, nodes));
    open.length > 0;
    open = finish(tickableItems(record, roadmap, nodes))
  ) {
    const before = completionOf(record, roadmap, nodes, today);
    const one = open[chance() % open.length]!;
    const places = itemsInPlace(nodes);
    assert.equal(before.settled && !one.optional, false, 'settled, though a required item can be ticked');
    // What a choice has left out is done in vain: the totals do not move.
    const ids = new Set(tickableItems(record, roadmap, nodes).map(({ id }) => id));
    const out = places.find(({ item: other }) => !ids.has(other.id));
    if (out) {
      const vain = setValue(record, 'status', keyOf(roadmap, out.item.id), 'done', moment);
      assert.deepEqual(completionOf(vain, roadmap, nodes, today), before);
    }
    const status = chance() % 3 === 0 ? ('skipped' as const) : ('done' as const);
    record = setStatus(record, roadmap, [places.find((place) => place.item.id === one.id)!], status, moment);
  }
  const end = completionOf(record, roadmap, nodes, today);
  const ticked = tickableItems(record, roadmap, nodes);
  if (!hasOpenChoice(record, roadmap, nodes)) {
    assert.equal(end.required.total + end.optional.total, ticked.length);
    assert.equal(end.required.total, ticked.filter(({ optional }) => !optional).length);
  }
  assert.equal(end.required.done + end.required.skipped, end.required.total);
  assert.equal(end.settled, end.required.total > 0);
  assertReset(roadmap, nodes, record, end);
}

function hasOpenChoice(record: ProgressRecord, roadmap: string, nodes: readonly ItemNode[]): boolean {
  return nodes.some(
    (node) =>
      node.type === 'group' &&
      ((node.choose !== undefined && chosenOf(record, roadmap, node).length < placesOf(node)) ||
        hasOpenChoice(record, roadmap, openChildren(record, roadmap, node))),
  );
}

/** From everything settled there is a way back to the start. */
function assertReset(roadmap: string, nodes: readonly ItemNode[], record: ProgressRecord, end: Completion): void {
  const back = setStatus(record, roadmap, itemsInPlace(nodes), 'todo', moment);
  const { required } = completionOf(back, roadmap, nodes, today);
  assert.equal(required.done + required.skipped, 0);
  assert.equal(completionOf(back, roadmap, nodes, today).percentDone, 0);
  assert.equal(required.total, end.required.total);
}

describe('the items that can be ticked are the items that count', () => {
  it('in trees of any shape', () => {
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.nat()), (nodes, chance) =>
        checkTree('r', nodes, () => Number(chance.next().value)),
      ),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  describe('in the bundled roadmaps', () => {
    let roadmaps: readonly Roadmap[] = [];
    before(async function () {
      this.timeout(30_000);
      roadmaps = await compileRoadmaps();
    });

    it('each reaches 100 % by ticking what "next" names, one after the other', () => {
      assert.equal(roadmaps.length, 5);
      for (const roadmap of roadmaps) {
        let record = nothing;
        let last = -1;
        const places = new Map(
          roadmap.phases
            .flatMap(({ sections }) => sections.flatMap(({ items }) => itemsInPlace(items)))
            .map((place) => [place.item.id, place]),
        );
        for (
          let step = nextStep(record, roadmap, today);
          step && !step.item.optional;
          step = nextStep(record, roadmap, today)
        ) {
          const { id } = step.item;
          assert.ok(step.section.items.flatMap((node) => itemsOf(node)).some((other) => other.id === id));
          record = setStatus(record, roadmap.id, [places.get(id)!], 'done', moment);
          const { percentDone, required, settled } = roadmapCompletion(record, roadmap, today);
          assert.ok(required.done > last, `${id} did not count`);
          assert.equal(settled, percentDone === 100);
          last = required.done;
        }
        assert.equal(describeCompletion(roadmapCompletion(record, roadmap, today)), '100 % done', roadmap.id);
      }
    }).timeout(60_000);

    it('in every section', () => {
      let number = 7;
      const chance = () => (number = (number * 1_103_515_245 + 12_345) % 2_147_483_648) >>> 4;
      for (const roadmap of roadmaps)
        for (const { sections } of roadmap.phases)
          for (const { items } of sections) if (items.length > 0) checkTree(roadmap.id, items, chance);
    }).timeout(60_000);
  });
});

describe('words', () => {
  it('say minutes as hours and minutes', () => {
    assert.deepEqual([0, 59, 60, 80, 119.6].map(describeMinutes), ['0 m', '59 m', '1 h', '1 h 20 m', '2 h']);
  });
});

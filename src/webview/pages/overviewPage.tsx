import { resourcesOf } from '../../learning/roadmap/walk.ts';
import { valueOf } from '../../learning/progress/registers.ts';
import { useRoadmap } from '../panelContext.ts';
import { Facts } from '../parts/lines.tsx';
import { PlainList } from '../parts/plainList.tsx';
import { Schedules } from '../parts/schedules.tsx';
import { Budget } from './overview/budget.tsx';
import { Contents, type ContentsEntry } from './overview/contents.tsx';
import { Levels } from './overview/levels.tsx';
import { Library } from './overview/library.tsx';
import { Milestones } from './overview/milestones.tsx';
import { OverviewHead } from './overview/overviewHead.tsx';
import { RoadmapActions } from './overview/roadmapActions.tsx';
import { Rules } from './overview/rules.tsx';
import { Shelf } from './overview/shelf.tsx';
import { Stack } from './overview/stack.tsx';
import { TimeLine } from './overview/timeLine.tsx';
import { Tracker } from './overview/tracker.tsx';

/** What this road is: everything about the roadmap as a whole. */
export function OverviewPage() {
  const { roadmap, state } = useRoadmap();
  const {
    goals,
    outcomes,
    avoid,
    rules,
    levels,
    schedules,
    milestones,
    tracker,
    budget,
    shelf,
    stack,
    remarks,
    facts,
  } = roadmap;
  const week = valueOf(state.record, 'week', roadmap.id) ?? [];
  const entries: readonly ContentsEntry[] = [
    { id: 'phases', title: 'Phases', body: <TimeLine /> },
    goals && { id: 'goals', title: goals.title, body: <PlainList list={goals} /> },
    outcomes && { id: 'outcomes', title: outcomes.title, body: <PlainList list={outcomes} /> },
    facts.length > 0 && { id: 'facts', title: 'At a glance', body: <Facts facts={facts} /> },
    milestones.length > 0 && { id: 'milestones', title: 'Milestones', body: <Milestones /> },
    levels.length > 0 && { id: 'levels', title: 'Levels', body: <Levels /> },
    tracker.length > 0 && { id: 'tracker', title: 'Tracker', body: <Tracker /> },
    schedules.length > 0 && {
      id: 'schedule',
      title: 'Your week',
      body: <Schedules schedules={schedules} week={week} level={3} />,
    },
    rules.length > 0 && { id: 'rules', title: 'Rules', body: <Rules /> },
    avoid && { id: 'avoid', title: avoid.title, body: <PlainList list={avoid} icon="circle-slash" /> },
    stack.length > 0 && { id: 'stack', title: 'Technologies', body: <Stack /> },
    resourcesOf(roadmap).length > 0 && { id: 'library', title: 'Library', body: <Library /> },
    budget && { id: 'budget', title: 'Budget', body: <Budget budget={budget} /> },
    shelf.length > 0 && { id: 'shelf', title: 'Optional reading', body: <Shelf /> },
    remarks.length > 0 && {
      id: 'remarks',
      title: 'Where the source is unclear',
      body: <PlainList list={{ lines: remarks }} />,
    },
  ].filter((entry) => typeof entry === 'object');
  return (
    <>
      <OverviewHead />
      <Contents entries={entries} />
      {entries.map(({ id, title, body }) => (
        <section key={id} aria-labelledby={`part-${id}`}>
          <h2 id={`part-${id}`} tabIndex={-1}>
            {title}
          </h2>
          {body}
        </section>
      ))}
      <RoadmapActions />
    </>
  );
}

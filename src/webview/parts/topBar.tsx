import { followedIds } from '../../learning/progress/followedIds.ts';
import { phaseHere } from '../../learning/progress/phaseHere.ts';
import { valueOf } from '../../learning/progress/registers.ts';
import type { Page } from '../../protocol.ts';
import { useOpen, usePanel } from '../panelContext.ts';
import { Select } from './select.tsx';

/** Moves between the pages and between the followed roadmaps. */
export function TopBar() {
  const { state } = usePanel();
  const open = useOpen();
  const { page, record, summaries } = state;
  const followed = followedIds(record);
  const shown = 'roadmap' in page ? page.roadmap : (state.roadmap?.id ?? followed[0]);
  const ids = shown === undefined || followed.includes(shown) ? followed : [...followed, shown];
  const titleOf = (id: string) =>
    summaries.find((summary) => summary.id === id)?.title ?? (state.roadmap?.id === id ? state.roadmap.title : id);
  return (
    <header class="topBar">
      <nav aria-label="Waymark pages">
        <ul>
          {shown !== undefined && <Tab page={{ name: 'overview', roadmap: shown }} words="Overview" />}
          <PhaseTab />
          {followed.length > 0 && <Tab page={{ name: 'dashboard' }} words="Dashboard" />}
          <Tab page={{ name: 'choose' }} words="All roadmaps" />
        </ul>
      </nav>
      {shown !== undefined && ids.length > 1 && page.name !== 'choose' && (
        <Select
          label="Roadmap"
          value={shown}
          options={ids.map((id) => [id, followed.includes(id) ? titleOf(id) : `${titleOf(id)} (not followed)`])}
          onChange={(roadmap) => open({ name: 'overview', roadmap })}
        />
      )}
    </header>
  );
}

/** The phase on the page, the one where the learner was last, or the first open one. */
function PhaseTab() {
  const { state } = usePanel();
  const { page, record, roadmap, today } = state;
  if (!roadmap || ('roadmap' in page && page.roadmap !== roadmap.id)) return null;
  const place = valueOf(record, 'place', 'page');
  const last =
    place?.roadmap === roadmap.id
      ? roadmap.phases.find(
          ({ id, sections }) => id === place.section || sections.some((section) => section.id === place.section),
        )
      : undefined;
  const here = page.name === 'phase' ? roadmap.phases.find(({ id }) => id === page.phase) : undefined;
  const phase = here ?? last ?? phaseHere(record, roadmap, today) ?? roadmap.phases[0];
  return phase ? (
    <Tab page={{ name: 'phase', roadmap: roadmap.id, phase: phase.id }} words={`Phase ${phase.number}`} />
  ) : null;
}

function Tab({ page, words }: { readonly page: Page; readonly words: string }) {
  const { state } = usePanel();
  const open = useOpen();
  return (
    <li>
      <button
        type="button"
        class="tab"
        aria-current={state.page.name === page.name ? 'page' : undefined}
        onClick={() => open(page)}
      >
        {words}
      </button>
    </li>
  );
}

import { valueOf } from '../../../learning/progress/registers.ts';
import type { Page } from '../../../protocol.ts';
import { Button } from '../../components.tsx';
import { useOpen, useRoadmap } from '../../panelContext.ts';

/** Where the learner was last, and the way on. */
export function NextUp() {
  const { next, roadmap } = useRoadmap();
  const open = useOpen();
  const last = useLastPlace();
  const isElsewhere = last?.id !== next?.section.id;
  const back = last && isElsewhere && (
    <Button icon="history" onClick={() => open(last.page)}>
      Back to {last.title}
    </Button>
  );
  return (
    <section aria-labelledby="dashboard-next">
      <h2 id="dashboard-next">What is next</h2>
      {next ? (
        <>
          <p class="lead">{next.item.text}</p>
          <p class="details">
            {roadmap.title} · phase {next.phase.number}, {next.phase.title} · {next.section.title}
          </p>
          <div class="actions">
            <Button
              appearance="primary"
              icon="arrow-right"
              onClick={() =>
                open({ name: 'phase', roadmap: roadmap.id, phase: next.phase.id, section: next.section.id })
              }
            >
              Continue
            </Button>
            {back}
          </div>
        </>
      ) : (
        <>
          <p>Everything in {roadmap.title} is settled. Well done; choose another road when you like.</p>
          {back && <div class="actions">{back}</div>}
        </>
      )}
    </section>
  );
}

/** The section or phase of this roadmap that the learner had open last. */
function useLastPlace(): { readonly id: string; readonly title: string; readonly page: Page } | undefined {
  const { roadmap, state } = useRoadmap();
  const place = valueOf(state.record, 'place', 'page');
  if (place?.roadmap !== roadmap.id) return undefined;
  for (const phase of roadmap.phases) {
    const page = { name: 'phase', roadmap: roadmap.id, phase: phase.id } as const;
    if (phase.id === place.section) return { id: phase.id, title: `phase ${phase.number}`, page };
    const section = phase.sections.find(({ id }) => id === place.section);
    if (section) return { id: section.id, title: section.title, page: { ...page, section: section.id } };
  }
  return undefined;
}

import type { PanelState } from '../protocol.ts';
import { Button } from './components.tsx';
import { pageKey } from './memory.ts';
import { usePanel } from './panelContext.ts';
import { ChoosePage } from './pages/choosePage.tsx';
import { DashboardPage } from './pages/dashboardPage.tsx';
import { MissingPage } from './pages/missingPage.tsx';
import { OverviewPage } from './pages/overviewPage.tsx';
import { PhasePage } from './pages/phasePage.tsx';
import { SetupPage } from './pages/setupPage.tsx';
import { Icon } from './parts/icon.tsx';
import { TopBar } from './parts/topBar.tsx';

/** The whole panel, drawn from one state. */
export function App() {
  const { state } = usePanel();
  return (
    <>
      <TopBar />
      <main key={pageKey(state.page)} class={`page ${state.page.name}`}>
        {state.banner && <Banner banner={state.banner} />}
        <PageOf state={state} />
      </main>
    </>
  );
}

function PageOf({ state }: { readonly state: PanelState }) {
  const { page, roadmap } = state;
  if (page.name === 'choose') return <ChoosePage />;
  if (page.name === 'dashboard') return <DashboardPage />;
  if (roadmap?.id !== page.roadmap) return <MissingPage />;
  if (page.name === 'setup') return <SetupPage />;
  if (page.name === 'overview') return <OverviewPage />;
  const phase = roadmap.phases.find(({ id }) => id === page.phase);
  return phase ? <PhasePage phase={phase} /> : <MissingPage />;
}

function Banner({ banner }: { readonly banner: NonNullable<PanelState['banner']> }) {
  const { ask } = usePanel();
  const { action } = banner;
  return (
    <section class="banner" aria-label="Notice">
      <Icon name="info" />
      <p>{banner.text}</p>
      {action && <Button onClick={() => ask({ type: 'command', command: action.command })}>{action.label}</Button>}
    </section>
  );
}

import { usePanel, useOpen } from '../panelContext.ts';
import { Button } from '../components.tsx';
import { LastDays } from './dashboard/lastDays.tsx';
import { NextUp } from './dashboard/nextUp.tsx';
import { PhaseBars } from './dashboard/phaseBars.tsx';
import { RunningStudy } from './dashboard/runningStudy.tsx';
import { StreakWords } from './dashboard/streakWords.tsx';
import { TodayMinutes } from './dashboard/todayMinutes.tsx';

/** What now: today, the streak, where to go on. */
export function DashboardPage() {
  const { state } = usePanel();
  const open = useOpen();
  if (!state.roadmap) {
    return (
      <>
        <h1 tabIndex={-1}>Dashboard</h1>
        <p>You follow no roadmap yet. Choose one, and this page shows your day, your streak and what comes next.</p>
        <div class="actions">
          <Button appearance="primary" onClick={() => open({ name: 'choose' })}>
            Choose a roadmap
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <h1 tabIndex={-1}>Dashboard</h1>
      <RunningStudy />
      <NextUp />
      <TodayMinutes />
      {state.settings.streak && <StreakWords />}
      <LastDays />
      <PhaseBars />
    </>
  );
}

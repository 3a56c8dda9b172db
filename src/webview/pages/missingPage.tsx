import { Button } from '../components.tsx';
import { useOpen, usePanel } from '../panelContext.ts';

/** A page whose roadmap or phase is not to be had. */
export function MissingPage() {
  const { ask } = usePanel();
  const open = useOpen();
  return (
    <>
      <h1 tabIndex={-1}>This page is not here</h1>
      <p>
        Waymark cannot find the roadmap or phase of this page. It may come from a file of your own that is not open on
        this machine, or a newer version of the roadmap no longer has it. Your progress is kept.
      </p>
      <div class="actions">
        <Button appearance="primary" onClick={() => open({ name: 'choose' })}>
          See all roadmaps
        </Button>
        <Button onClick={() => ask({ type: 'command', command: 'openRoadmapFile' })}>Open roadmap file…</Button>
      </div>
    </>
  );
}

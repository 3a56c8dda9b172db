import '../learning/plainZod.ts';
import { render } from 'preact';
import { nextStep } from '../learning/progress/next.ts';
import type { Page, PanelState, Wish } from '../protocol.ts';
import { watchActivity } from './activity.ts';
import { App } from './app.tsx';
import { registerComponents } from './components.tsx';
import { connectHost } from './host.ts';
import { Memory, pageKey } from './memory.ts';
import { PanelProvider } from './panelContext.ts';
import { keepScroll, showPlace } from './scroll.ts';

const host = connectHost();
const memory = new Memory(host.readMemory(), (kept) => host.writeMemory(kept));
const root = document.createElement('div');
const voice = document.createElement('div');
let shown: Page | undefined;
let toSay: string | undefined;

registerComponents();
prepare();
host.onState(({ state }) => draw(state));
host.ask({ type: 'ready' });
watchActivity(() => host.ask({ type: 'activity' }));
keepScroll(memory, () => shown);

function prepare(): void {
  voice.className = 'spokenOnly';
  voice.setAttribute('role', 'status');
  voice.setAttribute('aria-live', 'polite');
  (document.getElementById('root') ?? document.body).append(root, voice);
}

function draw(state: PanelState): void {
  const before = shown;
  shown = state.page;
  const next = state.roadmap && nextStep(state.record, state.roadmap, state.today);
  render(
    <PanelProvider value={{ state, memory, next, ask }}>
      <App />
    </PanelProvider>,
    root,
  );
  // A hidden panel loses its document but keeps its memory: coming back to it is no visit.
  const isVisit = state.visit > 0 && state.visit !== memory.visit;
  if (isVisit || !before) {
    memory.setPage(state.page, state.visit);
    showPlace(state.page, isVisit ? 0 : memory.scrollOf(pageKey(state.page)), before !== undefined);
  }
  if (toSay !== undefined) voice.textContent = toSay;
  toSay = undefined;
  document.body.dataset['page'] = state.page.name;
  document.body.dataset['ready'] = 'true';
}

function ask(wish: Wish, says?: string): void {
  if (says !== undefined) toSay = says;
  host.ask(wish);
}

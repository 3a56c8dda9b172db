import type { Page } from '../protocol.ts';
import { pageKey, type Memory } from './memory.ts';

const quiet = 200;
const settling = 2_000;

/** Remembers how far each page is scrolled, once scrolling has come to rest. */
export function keepScroll(memory: Memory, page: () => Page | undefined): void {
  let timer = 0;
  document.addEventListener(
    'scroll',
    () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        const shown = page();
        if (shown) memory.setScroll(pageKey(shown), window.scrollY);
      }, quiet);
    },
    { passive: true },
  );
}

/**
 * Goes to where a page is to be read from: its section where it names one, else `scroll`.
 * `takesFocus`: the learner moved here, so the keyboard goes along; not after a reload.
 */
export function showPlace(page: Page, scroll: number, takesFocus: boolean): void {
  const section =
    page.name === 'phase' && page.section !== undefined ? document.getElementById(headingId(page.section)) : null;
  if (section && (takesFocus || scroll === 0)) {
    section.scrollIntoView({ block: 'start' });
    // The keyboard stays where the learner has it, for example in a quick pick that was opened meanwhile.
    if (takesFocus && document.hasFocus()) section.focus({ preventScroll: true });
    return;
  }
  restoreScroll(scroll);
  if (takesFocus && document.hasFocus()) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** The toolkit's elements take their size only after the first drawing: until the page has come to rest, it is scrolled there again. */
function restoreScroll(scroll: number): void {
  window.scrollTo(0, scroll);
  if (scroll === 0) return;
  const end = new AbortController();
  const observer = new ResizeObserver(() => window.scrollTo(0, scroll));
  const stop = () => {
    observer.disconnect();
    end.abort();
  };
  observer.observe(document.body);
  window.setTimeout(stop, settling);
  for (const event of ['wheel', 'keydown', 'pointerdown'])
    document.addEventListener(event, stop, { signal: end.signal, passive: true });
}

/** The element id of a section's heading. */
export function headingId(section: string): string {
  return `section-${section}`;
}

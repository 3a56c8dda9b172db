const interval = 5_000;
const events = ['scroll', 'keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Calls `tell` when the learner reads or types in the visible panel, at most every five seconds. */
export function watchActivity(tell: () => void, now: () => number = () => performance.now()): void {
  let last = -interval;
  const notice = () => {
    if (document.visibilityState !== 'visible' || now() - last < interval) return;
    last = now();
    tell();
  };
  for (const event of events) document.addEventListener(event, notice, { capture: true, passive: true });
}

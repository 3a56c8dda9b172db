import { useEffect, useState } from 'preact/hooks';

const step = 15_000;

/** The time, in milliseconds since 1970, as it goes by. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), step);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

import { useEffect, useState } from "preact/hooks";

/** The clock, read again every so many milliseconds while the screen is up. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

const FIRST = 1_000;
/** Nobody at a counter waits longer than this for what is unsent to be tried again. */
const LONGEST = 30_000;

/** Milliseconds to wait after `failures` in a row: doubling, with full jitter so that a market's counters spread out. */
export function backoff(failures: number, chance: () => number = Math.random): number {
  const most = Math.min(FIRST * 2 ** Math.max(failures - 1, 0), LONGEST);
  return Math.round(most / 2 + (chance() * most) / 2);
}

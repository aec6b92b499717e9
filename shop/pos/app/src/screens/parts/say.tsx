import { useEffect, useLayoutEffect, useState } from "preact/hooks";

interface Saying {
  words: string;
  bad: boolean;
  quiet: boolean;
  undo?: { words: string; deed(): void } | undefined;
}

let heard: ((saying: Saying | null) => void) | null = null;

/** Tells in passing, above the foot, and aloud to a screen reader; `quiet` to that alone, where the eye sees it anyway. */
export function say(words: string, { bad = false, quiet = false, undo }: { bad?: boolean; quiet?: boolean; undo?: Saying["undo"] } = {}): void {
  heard?.({ words, bad, quiet, undo });
}

const MOMENT = 3500;

export function Said() {
  const [saying, setSaying] = useState<Saying | null>(null);
  useLayoutEffect(() => {
    heard = setSaying;
  }, []);
  useEffect(() => {
    const timer = saying && setTimeout(() => setSaying(null), saying.undo ? 3 * MOMENT : MOMENT);
    return () => clearTimeout(timer ?? undefined);
  }, [saying]);
  return (
    <div aria-live="polite">
      {saying && (
        <p class={saying.quiet ? "unseen" : saying.bad ? "said bad" : "said"}>
          {saying.words}
          {saying.undo && <button type="button" onClick={() => { saying.undo?.deed(); setSaying(null); }}>{saying.undo.words}</button>}
        </p>
      )}
    </div>
  );
}

import { liveQuery } from "dexie";
import { useEffect, useState } from "preact/hooks";

/** What the database answers, asked again whenever what it read has changed, in this tab or another. */
export function useLive<Answer>(ask: () => Promise<Answer>, asked: unknown[]): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    const subscription = liveQuery(ask).subscribe({ next: setAnswer, error: (fault) => reportError(fault) });
    return () => subscription.unsubscribe();
  }, asked);
  return answer;
}

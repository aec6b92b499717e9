import { useRef, useState } from "preact/hooks";

import { isFull } from "../../core/device/storage.ts";
import { t } from "../../words/index.ts";
import { say } from "./say.tsx";

export interface Deed {
  run(): void;
  busy: boolean;
}

/** One press, one deed: presses while it is being done are not heard. Where it fails, nothing was written, and that is said. */
export function useDeed(deed: () => Promise<unknown>): Deed {
  const underway = useRef(false);
  const [busy, setBusy] = useState(false);
  async function once() {
    if (underway.current) return;
    underway.current = true;
    setBusy(true);
    try {
      await deed();
    } catch (fault) {
      tell(fault);
    } finally {
      underway.current = false;
      setBusy(false);
    }
  }
  return { run: () => void once(), busy };
}

/** Why nothing was written. */
export const tell = (fault: unknown): void => say(sentence(fault), { bad: true });

function sentence(fault: unknown): string {
  const name = (fault as Error).name;
  if (isFull(fault) || name === "StorageFull") return t.alerts.full;
  return t.faults[name] ?? `${t.alerts.failed} (${name})`;
}

import { t } from "../words/index.ts";
import { useLive } from "./parts/live.ts";
import { go, HOME, type Route } from "./parts/route.ts";
import { type Standing, useStorage } from "./standing.ts";
import { useTill } from "./till.ts";
import { useUpdate } from "./update.ts";

const TOLD_FROM = 5 * 60_000;

interface Alert {
  words: string;
  bad?: boolean;
  deed?: { words: string; do(): void };
}

/** What needs a person, above every screen; nothing here stands in the way of a sale. */
export function Alerts({ standing, route }: { standing: Standing; route: Route }) {
  const { counter, takeUpdate } = useTill();
  const storage = useStorage(standing.seq);
  const isReady = useUpdate();
  const isSelling = useLive(async () => Boolean((await counter.db.fact("basket"))?.lines.length), []) ?? true;
  const skew = Math.abs(counter.clock.offset());
  const { sync, aside } = standing;
  const alerts: (Alert | false | undefined)[] = [
    sync?.state === "revoked" && { words: t.alerts.revoked, bad: true },
    sync?.state === "forked" && { words: t.alerts.forked, bad: true },
    sync?.state === "old_epoch" && { words: t.alerts.oldEpoch, bad: true },
    storage?.full && { words: t.alerts.full, bad: true },
    storage?.nearly_full && !storage.full && { words: t.alerts.nearlyFull(storage.percent) },
    skew > TOLD_FROM && { words: t.alerts.clock(Math.round(skew / 60_000)) },
    aside > 0 && route.name === HOME && { words: t.alerts.aside(aside), deed: { words: t.alerts.see, do: () => go("settings") } },
    isReady && !isSelling && route.name === HOME && { words: t.alerts.update, deed: { words: t.alerts.takeUpdate, do: takeUpdate } },
  ];
  return (
    <div class="alerts" role="status">
      {alerts.map((alert) => alert && (
        <div key={alert.words} class={alert.bad ? "alert bad" : "alert"}>
          <span>{alert.words}</span>
          {alert.deed && <button type="button" onClick={alert.deed.do}>{alert.deed.words}</button>}
        </div>
      ))}
    </div>
  );
}

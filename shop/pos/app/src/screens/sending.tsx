import { t, when } from "../words/index.ts";
import { Button, Foot, Room } from "./parts/frame.tsx";
import type { Standing } from "./standing.ts";
import { useTill } from "./till.ts";

export function Sending({ standing, isOnline }: { standing: Standing; isOnline: boolean }) {
  const { exchange, taken } = useTill();
  const { sync, unsent, unsentSince, pulledAt } = standing;
  const stuck = taken ? t.sync.taken(taken) : sync && t.sync.stuck[sync.state]?.(sync.detail);
  return (
    <>
      <Room label={t.sync.details}>
        <h2>{t.sync.details}</h2>
        <dl class="sums">
          <dt>{isOnline ? t.sync.online : t.sync.offline}</dt>
          <dd>{unsent ? t.sync.unsent(unsent) : t.sync.allSent}</dd>
          {unsentSince && <><dt>{t.sync.unsent(unsent)}</dt><dd>{t.sync.since(when(unsentSince))}</dd></>}
        </dl>
        <p>{sync?.sent_at ? t.sync.lastSent(when(sync.sent_at)) : t.sync.never}</p>
        {stuck && <p class="notice bad" role="alert">{stuck}</p>}
        {pulledAt && <p>{t.sync.goods(when(pulledAt))}</p>}
        <p class="notice good">{t.sync.safe}</p>
      </Room>
      <Foot><Button words={t.sync.now} onPress={exchange} /></Foot>
    </>
  );
}

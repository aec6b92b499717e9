import { useLayoutEffect, useState } from "preact/hooks";

import type { Identified } from "../core/database.ts";
import type { Staff } from "../core/rows.ts";
import { t } from "../words/index.ts";
import { Alerts } from "./alerts.tsx";
import { priced } from "./basket.ts";
import { Cash } from "./cash.tsx";
import { Done } from "./done.tsx";
import { Enrol, FirstLoad } from "./enrol.tsx";
import { Lost, useLost } from "./lost.tsx";
import { Goods, Menu } from "./menu.tsx";
import { Count, Damage, SendTransfer } from "./moving.tsx";
import { offersOn } from "./offers.ts";
import { Bar } from "./parts/frame.tsx";
import { useLive } from "./parts/live.ts";
import { useNow } from "./parts/now.ts";
import { HOME, type Route, useRoute } from "./parts/route.ts";
import { Said } from "./parts/say.tsx";
import { Pay } from "./pay.tsx";
import { Receive } from "./receive.tsx";
import { Sale, Sales } from "./sales.tsx";
import { Sell } from "./sell.tsx";
import { Sending } from "./sending.tsx";
import { Settings } from "./settings.tsx";
import { CloseTheShift, Closed, OpenTheShift } from "./shift.tsx";
import { type Standing, useOnline, useStanding } from "./standing.ts";
import { Take } from "./take.tsx";
import { useTill } from "./till.ts";
import { Unlock } from "./unlock.tsx";

const SEATED = "counter.staff";
const A_MINUTE = 60_000;

export function App() {
  const route = useRoute();
  const standing = useStanding();
  const isOnline = useOnline(standing?.sync);
  const isLost = useLost();
  const [staff, seat] = useState(Number(sessionStorage.getItem(SEATED)) || null);

  function sit(id: number | null) {
    if (id) sessionStorage.setItem(SEATED, String(id));
    else sessionStorage.removeItem(SEATED);
    seat(id);
  }
  if (isLost) return <Lost unsent={standing?.unsent ?? 0} />;
  if (!standing) return null;
  const person = standing.people.find(({ id }) => id === staff);
  return (
    <>
      <Bar title={standing.point?.name ?? standing.device?.location.name ?? t.app} who={person?.name ?? standing.device?.name ?? ""} standing={standing} isOnline={isOnline} corner={!person ? "none" : route.name === HOME ? "menu" : "back"} />
      <Alerts standing={standing} route={route} />
      <Where route={route} standing={standing} isOnline={isOnline} person={person} sit={sit} />
      <Said />
    </>
  );
}

interface Props {
  route: Route;
  standing: Standing;
  isOnline: boolean;
  person: Identified<Staff> | undefined;
  sit(id: number | null): void;
}

/** The screen that is due: who has no device, no goods, no name or no shift is led there first. */
function Where({ route, standing, isOnline, person, sit }: Props) {
  const { name, argument } = route;
  if (!standing.device) return <Enrol />;
  if (name === "sending") return <Sending standing={standing} isOnline={isOnline} />;
  if (!standing.pulledAt) return <FirstLoad isOnline={isOnline} />;
  if (!person) return <Unlock people={standing.people} onOpen={sit} />;
  if (name === "settings") return <Settings standing={standing} />;
  if (name === "menu") return <Menu standing={standing} lock={() => sit(null)} />;
  if (name === "closed") return <Closed id={argument} />;
  if (name === "done") return <Done id={argument} />;
  return <AtWork route={route} standing={standing} staff={person.id} />;
}

/** Goods may come and go before the shift is opened; sales and cash may not. */
function AtWork({ route: { name, argument }, standing, staff }: { route: Route; standing: Standing; staff: number }) {
  const { db, clock } = useTill().counter;
  useNow(A_MINUTE);
  const today = clock.today();
  const isOpen = Boolean(standing.shift);
  const offers = useLive(() => offersOn(db, today), [today]);
  const kept = useLive(async () => (await db.fact("basket")) ?? null, []);
  useLayoutEffect(() => {
    document.getElementById("counter")!.classList.toggle("has-basket", name === HOME && isOpen);
  }, [name, isOpen]);
  if (!offers || kept === undefined) return null;
  const basket = priced(kept ?? undefined, offers);
  switch (name) {
    case "goods": return <Goods />;
    case "receive": return <Receive staff={staff} />;
    case "take": return <Take id={argument} staff={staff} />;
    case "send": return <SendTransfer staff={staff} offers={offers} here={standing.device!.location.id} />;
    case "count": return <Count staff={staff} offers={offers} />;
    case "damage": return <Damage staff={staff} offers={offers} />;
  }
  const { shift } = standing;
  if (!shift) return <OpenTheShift staff={staff} />;
  switch (name) {
    case "pay": return <Pay basket={basket} staff={staff} bank={standing.point?.bank ?? null} />;
    case "sales": return <Sales shift={shift.id} />;
    case "sale": return <Sale key={argument} id={argument} staff={staff} />;
    case "cash": return <Cash staff={staff} />;
    case "close": return <CloseTheShift shift={shift} staff={staff} hasBasket={basket.lines.length > 0} />;
    default: return <Sell offers={offers} basket={basket} />;
  }
}

/** Choosing lots: by name, by code, by camera. */
import { useState } from "preact/hooks";

import type { LotOnShelf } from "../../core/goods/lots.ts";
import { search } from "../../core/goods/search.ts";
import { day, t } from "../../words/index.ts";
import { because, byCode, type Offer } from "../offers.ts";
import { Icon } from "./icon.tsx";
import { say } from "./say.tsx";
import { Scan } from "./scan.tsx";

export interface Chosen {
  offer: Offer;
  lot: LotOnShelf;
}

const MOST = 8;

export function LotFinder({ offers, onChoose }: { offers: Offer[]; onChoose(chosen: Chosen): void }) {
  const [typed, setTyped] = useState("");
  const [isScanning, setScanning] = useState(false);
  const known = new Map(offers.map((offer) => [offer.product.id, offer]));
  const hits = typed.trim() ? search(offers.map(({ product }) => product), typed).map(({ id }) => known.get(id)!) : [];
  const coded = offers.flatMap((offer) => offer.all.filter(({ code }) => typed.trim() && code.toUpperCase().startsWith(typed.trim().toUpperCase())).map((lot) => ({ offer, lot })));
  const choices = [...coded, ...hits.flatMap((offer) => offer.all.map((lot) => ({ offer, lot })))].slice(0, MOST);

  function choose(chosen: Chosen) {
    onChoose(chosen);
    setTyped("");
  }
  function scanned(code: string) {
    const hit = byCode(offers, code);
    if (!hit) return say(t.sell.unknownCode(code), { bad: true });
    choose({ offer: hit.offer, lot: hit.offer.all.find(({ id }) => id === hit.lot) ?? hit.offer.lots[0]! });
  }
  return (
    <section>
      <form
        class="find"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (choices.length === 1) choose(choices[0]!);
          else if (typed.trim() && byCode(offers, typed)) scanned(typed);
        }}
      >
        <input type="search" autoComplete="off" placeholder={t.goods.findLot} aria-label={t.goods.findLot} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        <button type="button" aria-label={t.sell.scan} aria-pressed={isScanning} onClick={() => setScanning(!isScanning)}><Icon name={isScanning ? "close" : "scan"} /></button>
      </form>
      {isScanning && <Scan onCode={scanned} />}
      <ul class="rows found" aria-label={t.goods.findLot}>
        {choices.map(({ offer, lot }) => (
          <li key={lot.id}>
            <button type="button" class="row" onClick={() => choose({ offer, lot })}>
              <Icon name="plus" /><span><b>{offer.product.name}</b><small>{lotWords(lot)}</small></span><span />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const lotWords = ({ code, expires_on, held = "" }: { code: string; expires_on: string | null; held?: string }) =>
  [`${t.lot} ${code}`, expires_on && t.expires(day(expires_on)), held && because(t.refusals.lot_held!, held)].filter(Boolean).join(" · ");

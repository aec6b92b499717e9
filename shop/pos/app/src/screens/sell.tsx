import { useMemo, useState } from "preact/hooks";

import { refusalOfLot } from "../core/goods/gate.ts";
import { search } from "../core/goods/search.ts";
import { dong, t } from "../words/index.ts";
import { type PricedBasket, putIn } from "./basket.ts";
import { BasketLines } from "./basket-lines.tsx";
import { because, byCode, type Offer } from "./offers.ts";
import { useArrival } from "./parts/arriving.ts";
import { tell } from "./parts/deed.ts";
import { Button, Empty, Foot } from "./parts/frame.tsx";
import { Icon } from "./parts/icon.tsx";
import { go } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { Scan } from "./parts/scan.tsx";
import { Tile } from "./parts/tile.tsx";
import { useTill } from "./till.ts";

export function Sell({ offers, basket }: { offers: Offer[]; basket: PricedBasket }) {
  const { db, clock } = useTill().counter;
  const [typed, setTyped] = useState("");
  const [isScanning, setScanning] = useState(false);
  const shown = useMemo(() => found(offers, typed), [offers, typed]);

  function add(offer: Offer, lot: number | null = null) {
    if (offer.refusal) return say(`${offer.product.name}: ${because(offer.refusal, offer.reason)}`, { bad: true });
    const inBasket = countOf(basket, offer) + 1;
    putIn(db, offer.product.id, lot).then(() => say(t.sell.added(offer.product.name, inBasket), { quiet: true }), tell);
  }
  function scanned(code: string) {
    const hit = byCode(offers, code);
    if (!hit) return say(t.sell.unknownCode(code), { bad: true });
    const lot = hit.offer.all.find(({ id }) => id === hit.lot);
    const why = lot && refusalOfLot(lot, clock.today());
    if (why) return say(`${hit.offer.product.name}, ${t.lot} ${lot.code}: ${because(t.refusals[why] ?? why, lot.held)}`, { bad: true });
    add(hit.offer, hit.lot);
  }
  /** Enter takes what a scanner on a cable has typed, or the one that is left. */
  function enter(event: Event) {
    event.preventDefault();
    const code = typed.trim();
    if (!code) return;
    if (!byCode(offers, code) && shown.length > 1) return;
    if (shown.length === 1 && !byCode(offers, code)) add(shown[0]!);
    else scanned(code);
    setTyped("");
  }

  return (
    <>
      <main ref={useArrival()} aria-label={t.sell.title} tabIndex={-1}>
        <section class="sell">
          <form class="find" role="search" onSubmit={enter}>
            <input
              type="search"
              enterKeyHint="done"
              autoComplete="off"
              placeholder={t.sell.find}
              aria-label={t.sell.find}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <button type="button" aria-label={t.sell.scan} aria-pressed={isScanning} onClick={() => setScanning(!isScanning)}>
              <Icon name={isScanning ? "close" : "scan"} />
            </button>
          </form>
          <div class="shelf" tabIndex={-1}>
            {isScanning && <Scan onCode={scanned} />}
            {offers.length === 0 ? (
              <Empty icon="shelf"><p>{t.sell.noGoods}</p><Button words={t.goods.title} onPress={() => go("goods")} /></Empty>
            ) : (
              <h2 aria-live="polite">{typed.trim() ? t.sell.found(shown.length) : t.sell.favourites}</h2>
            )}
            <ul class="tiles">
              {shown.map((offer) => (
                <li key={offer.product.id}><Tile offer={offer} count={countOf(basket, offer)} onPress={() => add(offer)} /></li>
              ))}
            </ul>
          </div>
        </section>
        <aside class="beside" aria-label={t.pay.lines}>
          <h2>{t.pay.lines}</h2>
          <BasketLines basket={basket} />
        </aside>
      </main>
      <Foot>
        <p class="sum">
          {basket.count ? <>{t.pieces(basket.count)}<b>{dong(basket.total)}</b></> : <>{t.sell.empty}<br /><small>{t.sell.emptyHelp}</small></>}
        </p>
        <Button words={t.sell.pay} disabled={basket.count === 0} onPress={() => go("pay")} />
      </Foot>
    </>
  );
}

const countOf = ({ lines }: PricedBasket, { product }: Offer) =>
  lines.reduce((sum, line) => sum + (line.product === product.id ? line.quantity : 0), 0);

function found(offers: Offer[], typed: string): Offer[] {
  if (!typed.trim()) return offers;
  const hit = byCode(offers, typed);
  if (hit) return [hit.offer];
  const known = new Map(offers.map((offer) => [offer.product.id, offer]));
  return search(offers.map(({ product }) => product), typed).map(({ id }) => known.get(id)!);
}

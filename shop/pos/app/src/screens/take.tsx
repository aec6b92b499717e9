import { useState } from "preact/hooks";

import type { Identified } from "../core/database.ts";
import { onTheWay, receiveTransfer } from "../core/deeds/transferring.ts";
import type { ArrivalLine } from "../core/journal/events.ts";
import type { Lot, Product, Transfer } from "../core/rows.ts";
import { t, when } from "../words/index.ts";
import { namesLot } from "./offers.ts";
import { useDeed } from "./parts/deed.ts";
import { Field } from "./parts/field.tsx";
import { Button, Empty, Foot, Room } from "./parts/frame.tsx";
import { Icon } from "./parts/icon.tsx";
import { useLive } from "./parts/live.ts";
import { lotWords } from "./parts/lots.tsx";
import { go, moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { Scan } from "./parts/scan.tsx";
import { Stepper } from "./parts/stepper.tsx";
import { useTill } from "./till.ts";

interface Coming {
  transfer: Identified<Transfer>;
  from: string;
  /** Of each line. */
  goods: { product: Product | undefined; lot: Lot | undefined }[];
}

export function Take({ id, staff }: { id: string; staff: number }) {
  const { counter } = useTill();
  const coming = useLive(async () => Promise.all((await onTheWay(counter)).map((transfer) => comingOf(transfer))), []);
  const chosen = coming?.find(({ transfer }) => String(transfer.id) === id);

  async function comingOf(transfer: Identified<Transfer>): Promise<Coming> {
    const { db } = counter;
    const lots = await db.lots.bulkGet(transfer.lines.map(({ lot }) => lot));
    const products = await db.products.bulkGet(lots.map((lot) => lot?.product ?? 0));
    const origin = await db.places.get(transfer.origin);
    const goods = lots.map((lot, at) => ({ product: products[at], lot }));
    return { transfer, from: origin?.name ?? `#${transfer.origin}`, goods };
  }
  if (chosen) return <Arrival key={id} coming={chosen} staff={staff} />;
  return (
    <Room label={t.goods.take}>
      <h2>{t.goods.take}</h2>
      {coming?.length === 0 && <Empty icon="take"><p>{t.goods.noTransfers}</p></Empty>}
      <ul class="rows">
        {coming?.map(({ transfer, from, goods }) => (
          <li key={transfer.id}>
            <button type="button" class="row" onClick={() => go("take", String(transfer.id))}>
              <Icon name="send" />
              <span><b>{t.goods.transferFrom(from)}</b><small>{when(transfer.dispatched_at)} · {goods.map(({ product }) => product?.name ?? "?").join(", ")}</small></span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </Room>
  );
}

function Arrival({ coming: { transfer, from, goods }, staff }: { coming: Coming; staff: number }) {
  const { counter, exchange } = useTill();
  const [lines, setLines] = useState<ArrivalLine[]>(transfer.lines.map(({ id, sent }) => ({ line: id, received: sent, damaged: 0, short: 0, reason: "" })));
  const [isScanning, setScanning] = useState(false);
  const [seen, see] = useState<ReadonlySet<number>>(new Set());
  const taking = useDeed(async () => {
    await receiveTransfer(counter, { staff, transfer, lines });
    say(t.goods.written.transfer_received);
    moveOn("goods");
    exchange();
  });
  /** What is neither well nor broken is missing. */
  function set(at: number, change: Partial<ArrivalLine>) {
    const sent = transfer.lines[at]!.sent;
    setLines(lines.map((line, i) => {
      if (i !== at) return line;
      const next = { ...line, ...change };
      next.damaged = Math.min(next.damaged, sent - next.received);
      return { ...next, short: sent - next.received - next.damaged };
    }));
  }
  function scanned(code: string) {
    const at = goods.findIndex(({ product, lot }) => product && lot && namesLot(code, product, lot.code));
    if (at < 0) return say(t.goods.notInTransfer(code), { bad: true });
    see(new Set(seen).add(transfer.lines[at]!.id));
    say(t.goods.seenNow(goods[at]!.product!.name));
  }
  const isWhole = lines.every(({ received, reason }, at) => received === transfer.lines[at]!.sent || reason.trim());
  return (
    <>
      <Room label={t.goods.transferFrom(from)}>
        <h2>{t.goods.transferFrom(from)}</h2>
        {isScanning && <Scan onCode={scanned} />}
        <Button quiet words={isScanning ? t.goods.stopScanning : t.goods.scanLots} onPress={() => setScanning(!isScanning)} />
        <ul class="rows">
          {transfer.lines.map(({ id, sent }, at) => {
            const { product, lot } = goods[at]!;
            const name = product?.name ?? "?";
            const { received, damaged, short, reason } = lines[at]!;
            return (
              <li key={id} class="line">
                <div><b>{name}</b><small>{lot && lotWords(lot)} · {t.goods.sentUnits(sent)}</small>{seen.has(id) && <small class="tag good">{t.goods.seen}</small>}</div>
                <Stepper value={received} of={`${t.goods.received}, ${name}`} most={sent} onChange={(change) => set(at, { received: change(received) })} />
                {received < sent && (
                  <>
                    <span>{t.goods.damaged}</span>
                    <Stepper value={damaged} of={`${t.goods.damaged}, ${name}`} most={sent - received} onChange={(change) => set(at, { damaged: change(damaged) })} />
                    <span class="tag bad">{t.goods.missing}: {short}</span><span />
                    <div class="fields"><Field label={t.reason} value={reason} maxLength={200} onChange={(words) => set(at, { reason: words })} /></div>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      </Room>
      <Foot><Button words={t.goods.saveTake} busy={taking.busy} disabled={!isWhole} onPress={taking.run} /></Foot>
    </>
  );
}

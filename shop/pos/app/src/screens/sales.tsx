import { useState } from "preact/hooks";

import type { SaleRow } from "../core/database.ts";
import { findSale, refund, returnable } from "../core/deeds/refunding.ts";
import type { Tender } from "../core/journal/events.ts";
import { dong, t, when } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Choices, Field } from "./parts/field.tsx";
import { Button, Empty, Foot, Room } from "./parts/frame.tsx";
import { Icon } from "./parts/icon.tsx";
import { useLive } from "./parts/live.ts";
import { go, moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { Stepper } from "./parts/stepper.tsx";
import { useTill } from "./till.ts";

export function Sales({ shift }: { shift: string }) {
  const { counter } = useTill();
  const sales = useLive(() => counter.db.sales.where("shift").equals(shift).reverse().sortBy("event_id"), [shift]);
  const [asked, ask] = useState("");

  async function find(event: Event) {
    event.preventDefault();
    const sale = await findSale(counter, asked);
    if (sale) go("sale", sale.event_id);
    else say(t.faults.UnknownSale!, { bad: true });
  }
  return (
    <Room label={t.sales.title}>
      <h2>{t.sales.title}</h2>
      <form class="inline-form" onSubmit={(event) => void find(event)}>
        <Field label={t.sales.find} value={asked} autocomplete="off" onChange={ask} />
        <button class="button quiet">{t.alerts.see}</button>
      </form>
      {sales?.length === 0 && <Empty icon="receipt"><p>{t.sales.none}</p></Empty>}
      <ul class="rows">
        {sales?.map((sale) => (
          <li key={sale.event_id}>
            <button type="button" class="row" onClick={() => go("sale", sale.event_id)}>
              <Icon name="receipt" />
              <span><b>{sale.number}</b><small>{when(sale.occurred_at)} · {tenders(sale)}</small>{backOf(sale)}</span>
              <span class="amount">{dong(sale.event.body.total)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Room>
  );
}

const tenders = ({ event }: SaleRow) => event.body.tenders.map(({ kind }) => t.pay[kind]).join(", ");

function backOf({ refunded }: SaleRow) {
  const units = refunded.reduce((sum, n) => sum + n, 0);
  return units > 0 && <small class="tag">{t.sales.refunded(units)}</small>;
}

/** One sale: its receipt again, or goods that come back from it. */
export function Sale({ id, staff }: { id: string; staff: number }) {
  const { db } = useTill().counter;
  const found = useLive(async () => {
    const sale = await db.sales.get(id);
    const products = await db.products.bulkGet(sale?.event.body.lines.map(({ product }) => product) ?? []);
    return sale && { sale, names: products.map((product) => product?.name ?? "?") };
  }, [id]);
  return found ? <Refunding {...found} staff={staff} /> : <Room label={t.sales.refund}>{null}</Room>;
}

interface Return {
  quantity: number;
  restock: boolean;
}

function Refunding({ sale, names, staff }: { sale: SaleRow; names: string[]; staff: number }) {
  const { counter, exchange } = useTill();
  const lines = sale.event.body.lines;
  const left = returnable(sale);
  const [returns, setReturns] = useState<Return[]>(lines.map(() => ({ quantity: 0, restock: true })));
  const [tender, setTender] = useState<Tender>(sale.event.body.tenders[0]?.kind ?? "cash");
  const [reason, setReason] = useState("");
  const total = lines.reduce((sum, { unit_price }, at) => sum + unit_price * returns[at]!.quantity, 0);
  const change = (at: number, one: Partial<Return>) => setReturns(returns.map((old, i) => (i === at ? { ...old, ...one } : old)));

  const refunding = useDeed(async () => {
    const back = returns.flatMap(({ quantity, restock }, line) => (quantity ? [{ line, quantity, restock }] : []));
    const event = await refund(counter, { staff, sale: sale.event_id, lines: back, tender, reason: reason.trim() });
    moveOn("done", event.event_id);
    exchange();
  });
  return (
    <>
      <Room label={t.sales.refund}>
        <button type="button" class="row" onClick={() => go("done", sale.event_id)}>
          <Icon name="receipt" /><span><b>{t.receipt.number(sale.number)}</b><small>{when(sale.occurred_at)}</small></span><Icon name="next" />
        </button>
        <h2>{t.sales.which}</h2>
        {left.every((n) => n === 0) && <p class="notice">{t.sales.nothingLeft}</p>}
        <ul class="rows">
          {lines.map((line, at) => (
            <li key={at} class="line">
              <div><b>{names[at]}</b><small>{dong(line.unit_price)} · {t.sales.of(left[at]!, line.quantity)}</small></div>
              <Stepper value={returns[at]!.quantity} of={names[at]!} most={left[at]!} onChange={(next) => change(at, { quantity: next(returns[at]!.quantity) })} />
              {returns[at]!.quantity > 0 && (
                <div class="fields">
                  <Choices two label={names[at]!} options={[["shelf", t.sales.backOnShelf], ["broken", t.sales.broken]]} value={returns[at]!.restock ? "shelf" : "broken"} onChange={(where) => change(at, { restock: where === "shelf" })} />
                </div>
              )}
            </li>
          ))}
        </ul>
        <h2>{t.sales.howBack}</h2>
        <Choices label={t.sales.howBack} options={(["cash", "vietqr", "card"] as const).map((one) => [one, t.pay[one]])} value={tender} onChange={setTender} />
        <Field label={t.reason} value={reason} maxLength={200} onChange={setReason} />
      </Room>
      <Foot>
        <p class="sum">{t.sales.giveBack}<b>{dong(total)}</b></p>
        <Button words={t.sales.finish} busy={refunding.busy} disabled={total === 0 || !reason.trim()} onPress={refunding.run} />
      </Foot>
    </>
  );
}

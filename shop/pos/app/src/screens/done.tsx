import { useState } from "preact/hooks";

import type { CounterDatabase } from "../core/database.ts";
import { t } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Button, Foot, Room } from "./parts/frame.tsx";
import { useLive } from "./parts/live.ts";
import { QrCode } from "./parts/qr.tsx";
import { HOME, moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { print } from "./paper.ts";
import { paperLines, type ReceiptFacts, ReceiptSheet } from "./receipt.tsx";
import { useTill } from "./till.ts";

/** After the sale or the refund was written, and never before. */
export function Done({ id }: { id: string }) {
  const { db } = useTill().counter;
  const kept = useLive(() => receiptOf(db, id), [id]);
  const [isShown, show] = useState(false);
  const printing = useDeed(async () => {
    try {
      await print(paperLines(kept!.facts));
    } catch {
      say(t.receipt.printFailed, { bad: true });
    }
  });
  if (!kept) return <Room label={t.receipt.title}>{null}</Room>;
  const { facts, isSent } = kept;
  const link = facts.point?.receipt_url && new URL(`${facts.point.receipt_url}${id}/`, location.href).href;

  async function give() {
    show(true);
    if ("share" in navigator) await navigator.share({ title: facts.event.body.number, url: link! }).catch(() => undefined);
  }
  return (
    <>
      <Room label={t.receipt.title}>
        <p class="notice good" role="status">
          <b>{t.receipt.written}</b>
          <span>{isSent ? t.receipt.sent : t.receipt.willBeSent}</span>
        </p>
        <ReceiptSheet facts={facts} />
        <div class="choices two">
          <button type="button" aria-busy={printing.busy} onClick={printing.run}>{t.receipt.print}</button>
          <button type="button" disabled={!link} aria-pressed={isShown} onClick={() => void give()}>{t.receipt.give}</button>
        </div>
        {isShown && link && (
          <div class="scannable">
            <QrCode text={link} label={t.receipt.code} />
            <b>{t.receipt.code}</b>
            {!isSent && <small>{t.receipt.codeHelp}</small>}
          </div>
        )}
      </Room>
      <Foot><Button words={t.receipt.next} onPress={() => moveOn(HOME)} /></Foot>
    </>
  );
}

async function receiptOf(db: CounterDatabase, id: string): Promise<{ facts: ReceiptFacts; isSent: boolean } | undefined> {
  const entry = await db.events.where("event_id").equals(id).first();
  if (!entry || (entry.event.type !== "sale" && entry.event.type !== "refund")) return undefined;
  const { event } = entry;
  const sale = event.type === "refund" ? await db.sales.get(event.body.cites) : undefined;
  const goods = event.type === "sale" ? event.body.lines : event.body.lines.map(({ line }) => sale?.event.body.lines[line]);
  const [point, person, products] = await Promise.all([
    db.points.toCollection().first(),
    db.staff.get(event.staff),
    db.products.bulkGet(goods.map((line) => line?.product ?? 0)),
  ]);
  const names = products.map((product, at) => product?.name ?? `#${goods[at]?.product ?? "?"}`);
  return { facts: { event, point, names, seller: person?.name ?? "", cited: sale?.number }, isSent: entry.standing !== "unsent" };
}

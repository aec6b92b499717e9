import { useState } from "preact/hooks";

import type { OpenShift } from "../core/database.ts";
import { close, open, sheet, type Sheet } from "../core/deeds/shifts.ts";
import { dong, t, when } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Field } from "./parts/field.tsx";
import { Button, Foot, Room } from "./parts/frame.tsx";
import { useLive } from "./parts/live.ts";
import { Money } from "./parts/money.tsx";
import { go, HOME, moveOn } from "./parts/route.ts";
import { useTill } from "./till.ts";

export function OpenTheShift({ staff }: { staff: number }) {
  const { counter, exchange } = useTill();
  const [float, setFloat] = useState<number | null>(null);
  const opening = useDeed(async () => {
    await open(counter, { staff, float: float! });
    moveOn(HOME);
    exchange();
  });
  return (
    <>
      <Room label={t.shift.open}>
        <h2>{t.shift.open}</h2>
        <p>{t.shift.noneHelp}</p>
        <Money label={t.shift.float} help={t.shift.floatHelp} value={float} onChange={setFloat} focused />
      </Room>
      <Foot><Button words={t.shift.open} busy={opening.busy} disabled={float === null} onPress={opening.run} /></Foot>
    </>
  );
}

/** The drawer is counted before anybody sees what should be in it. */
export function CloseTheShift({ shift, staff, hasBasket }: { shift: OpenShift; staff: number; hasBasket: boolean }) {
  const { counter, exchange } = useTill();
  const [counted, setCounted] = useState<number | null>(null);
  const [books, setBooks] = useState<Sheet | null>(null);
  const [note, setNote] = useState("");
  const difference = books ? counted! - books.expected : 0;
  const closing = useDeed(async () => {
    const event = await close(counter, { staff, counted: counted!, note: note.trim() });
    moveOn("closed", event.event_id);
    exchange();
  });
  if (hasBasket) {
    return (
      <>
        <Room label={t.shift.close}><p class="notice wait">{t.shift.basketOpen}</p></Room>
        <Foot><Button words={t.shift.toBasket} onPress={() => go("pay")} /></Foot>
      </>
    );
  }
  if (!books) {
    return (
      <>
        <Room label={t.shift.close}>
          <p class="notice"><b>{t.shift.close}</b><span>{t.shift.blind}</span></p>
          <Money label={t.shift.counted} value={counted} onChange={setCounted} focused />
        </Room>
        <Foot><Button words={t.shift.compare} disabled={counted === null} onPress={() => void sheet(counter, shift).then(setBooks)} /></Foot>
      </>
    );
  }
  return (
    <>
      <Room label={t.shift.close}>
        <p>{t.shift.opened(when(shift.opened_at))}</p>
        <Figures books={books} counted={counted!} />
        {difference !== 0 && <Field label={t.shift.why} help={t.shift.whyNeeded} value={note} maxLength={500} onChange={setNote} />}
      </Room>
      <Foot>
        <Button quiet words={t.shift.recount} onPress={() => setBooks(null)} />
        <Button words={t.shift.finish} busy={closing.busy} disabled={difference !== 0 && !note.trim()} onPress={closing.run} />
      </Foot>
    </>
  );
}

function Figures({ books, counted }: { books: Sheet; counted: number }) {
  const difference = counted - books.expected;
  const elsewhere = books.refunds.vietqr + books.refunds.card;
  const verdict = difference === 0 ? t.shift.exact : difference > 0 ? t.shift.over : t.shift.under;
  const rows: [string, string][] = [
    [t.shift.sold, t.shift.receipts(books.counts.sale ?? 0)],
    [t.shift.cash, dong(books.tenders.cash)],
    [t.shift.vietqr, dong(books.tenders.vietqr)],
    [t.shift.card, dong(books.tenders.card)],
    [t.shift.refunds, dong(-books.refunds.cash)],
    ...(elsewhere ? [[t.shift.refundsOther, dong(-elsewhere)] as [string, string]] : []),
    [t.shift.float, dong(books.float)],
    ...(books.cash_in ? [[t.shift.cashIn, dong(books.cash_in)] as [string, string]] : []),
    ...(books.cash_out ? [[t.shift.cashOut, dong(-books.cash_out)] as [string, string]] : []),
    [t.shift.expected, dong(books.expected)],
    [t.shift.counted, dong(counted)],
  ];
  return (
    <>
      <dl class="sums">
        {rows.map(([words, figure]) => [<dt key={words}>{words}</dt>, <dd key={`${words} figure`}>{figure}</dd>])}
        <dt class="big">{t.shift.difference}</dt>
        <dd class={difference === 0 ? "big good" : "big bad"}>{dong(difference)} <small>{verdict}</small></dd>
      </dl>
      <p><small>{t.shift.fromTo(books.first_seq, books.last_seq)}</small></p>
    </>
  );
}

export function Closed({ id }: { id: string }) {
  const { db } = useTill().counter;
  const kept = useLive(async () => {
    const entry = await db.events.where("event_id").equals(id).first();
    const unsent = await db.events.where("standing").equals("unsent").count();
    return entry?.event.type === "shift_closed" ? { body: entry.event.body, unsent } : undefined;
  }, [id]);
  return (
    <>
      <Room label={t.shift.closed}>
        {kept && (
          <>
            <p class={kept.unsent ? "notice wait" : "notice good"} role="status">
              <b>{t.shift.closed}</b>
              <span>{kept.unsent ? t.shift.willBeSent(kept.unsent) : t.shift.sent}</span>
            </p>
            <Figures books={kept.body} counted={kept.body.counted} />
          </>
        )}
      </Room>
      <Foot><Button words={t.shift.next} onPress={() => moveOn(HOME)} /></Foot>
    </>
  );
}

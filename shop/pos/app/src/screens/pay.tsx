import { useState } from "preact/hooks";

import { type Payment, sell } from "../core/deeds/selling.ts";
import { needRoom } from "../core/device/storage.ts";
import { refTo } from "../core/goods/lots.ts";
import type { Tender } from "../core/journal/events.ts";
import { likelyGiven } from "../core/money/money.ts";
import { memoOf, payload } from "../core/money/vietqr.ts";
import type { Bank } from "../core/rows.ts";
import { dong, number, t } from "../words/index.ts";
import { BasketLines } from "./basket-lines.tsx";
import { changeBasket, type PricedBasket } from "./basket.ts";
import { useDeed } from "./parts/deed.ts";
import { Choices, Field } from "./parts/field.tsx";
import { Button, Foot, Room } from "./parts/frame.tsx";
import { Money } from "./parts/money.tsx";
import { QrCode } from "./parts/qr.tsx";
import { HOME, moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { useTill } from "./till.ts";

interface Props {
  basket: PricedBasket;
  staff: number;
  bank: Bank | null;
}

export function Pay({ basket, staff, bank }: Props) {
  const { counter, exchange } = useTill();
  const [kind, setKind] = useState<Tender>("cash");
  const [given, setGiven] = useState<number | null>(null);
  const [slip, setSlip] = useState("");
  const [inCash, setInCash] = useState<number | null>(null);
  const [isGrown, setGrown] = useState(false);
  const { id, total, lines } = basket;
  const asksAge = lines.some(({ offer }) => offer.product.is_for_adults);
  const part = kind === "cash" ? 0 : (inCash ?? 0);
  const rest = total - part;
  const memo = memoOf(`OCOP ${id?.slice(-8) ?? ""}`);

  const writing = useDeed(async () => {
    await needRoom();
    const tender = {
      cash: { given: given ?? total },
      vietqr: { reference: memo },
      card: { reference: slip.trim() },
    }[kind];
    const sold = lines.map(({ product, chosen, quantity, price }) => ({ product, lot: refTo(chosen), quantity, unit_price: price }));
    const sale = await sell(counter, { staff, basket: id!, lines: sold, payments: [...inNotes(part), { kind, amount: rest, ...tender }] });
    moveOn("done", sale.event_id);
    exchange();
  });

  function throwAway() {
    const kept = lines.map(({ product, lot, quantity }) => ({ product, lot, quantity }));
    void changeBasket(counter.db, () => []);
    moveOn(HOME);
    say(t.pay.thrown, { undo: { words: t.pay.undo, deed: () => void changeBasket(counter.db, () => kept) } });
  }

  const cannot = (part > 0 && rest <= 0) || { cash: given !== null && given < total, vietqr: !bank, card: !slip.trim() }[kind];
  const words = { cash: t.pay.finish, vietqr: t.pay.received, card: t.pay.cardDone }[kind];
  return (
    <>
      <Room label={t.pay.title}>
        <BasketLines basket={basket} />
        {asksAge && (
          <div class="choices two" role="group" aria-label={t.pay.age}>
            <p class="notice wait">{t.pay.ageHelp}</p>
            <button type="button" aria-pressed={isGrown} onClick={() => setGrown(!isGrown)}>{t.pay.isGrown}</button>
          </div>
        )}
        <Choices label={t.pay.how} options={(["cash", "vietqr", "card"] as const).map((one) => [one, t.pay[one]])} value={kind} onChange={setKind} />
        {kind === "cash" && <Cash total={total} given={given} onChange={setGiven} />}
        {kind !== "cash" && <InCash by={t.pay[kind]} rest={rest} part={inCash} onChange={setInCash} />}
        {kind === "vietqr" && rest > 0 && <Transfer total={rest} memo={memo} bank={bank} />}
        {kind === "card" && <Field label={t.pay.slip} help={t.pay.slipHelp} value={slip} autocomplete="off" onChange={setSlip} />}
        <button type="button" class="link danger" onClick={throwAway}>{t.pay.throwAway}</button>
      </Room>
      <Foot>
        <p class="sum">{t.pay.due}<b>{dong(total)}</b></p>
        <Button words={words} busy={writing.busy} disabled={cannot || lines.length === 0 || (asksAge && !isGrown)} onPress={writing.run} />
      </Foot>
    </>
  );
}

const inNotes = (part: number): Payment[] => (part ? [{ kind: "cash", amount: part }] : []);

/** Where the buyer's notes do not reach: so much of it in cash, the rest as was chosen. */
function InCash({ by, rest, part, onChange }: { by: string; rest: number; part: number | null; onChange(part: number | null): void }) {
  const [isAsked, ask] = useState(part !== null);
  if (!isAsked) return <button type="button" class="link" onClick={() => ask(true)}>{t.pay.inCash}</button>;
  return (
    <>
      <Money label={t.pay.partInCash} value={part} onChange={onChange} focused />
      <dl class="due" aria-live="polite">
        <dt class={rest > 0 ? "" : "bad"}>{by}</dt><dd class={rest > 0 ? "big" : "big bad"}>{rest > 0 ? dong(rest) : t.pay.allInCash}</dd>
      </dl>
    </>
  );
}

function Cash({ total, given, onChange }: { total: number; given: number | null; onChange(given: number | null): void }) {
  const [isOther, setOther] = useState(false);
  const isShort = given !== null && given < total;
  return (
    <>
      <dl class="due" aria-live="polite">
        <dt>{t.pay.due}</dt><dd>{dong(total)}</dd>
        <dt>{t.pay.given}</dt><dd>{dong(given ?? total)}</dd>
        <dt class={isShort ? "bad" : ""}>{isShort ? t.pay.stillShort : t.pay.change}</dt>
        <dd class={isShort ? "big bad" : "big"}>{dong(Math.abs((given ?? total) - total))}</dd>
      </dl>
      <div class="choices" role="group" aria-label={t.pay.given}>
        {likelyGiven(total).map((sum) => (
          <button key={sum} type="button" aria-pressed={!isOther && (given ?? total) === sum} onClick={() => { setOther(false); onChange(sum); }}>
            {number(sum)}
          </button>
        ))}
        <button type="button" aria-pressed={isOther} onClick={() => setOther(true)}>{t.pay.other}</button>
      </div>
      {isOther && <Money label={t.pay.noted} value={given} onChange={onChange} focused />}
    </>
  );
}

function Transfer({ total, memo, bank }: { total: number; memo: string; bank: Bank | null }) {
  if (!bank) return <p class="notice wait">{t.pay.noBank}</p>;
  return (
    <div class="transfer-code">
      <b>{dong(total)}</b>
      <QrCode text={payload({ bin: bank.bin, account: bank.account, amount: total, memo })} label={`VietQR ${dong(total)}`} />
      <p>{bank.name}<br />{bank.account} · {memo}</p>
      <small>{t.pay.vietqrHelp}</small>
    </div>
  );
}

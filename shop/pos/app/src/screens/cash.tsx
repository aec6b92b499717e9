import { useState } from "preact/hooks";

import { putCashIn, takeCashOut } from "../core/deeds/cash.ts";
import { t } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Choices, Field } from "./parts/field.tsx";
import { Button, Foot, Room } from "./parts/frame.tsx";
import { Money } from "./parts/money.tsx";
import { HOME, moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { useTill } from "./till.ts";

export function Cash({ staff }: { staff: number }) {
  const { counter, exchange } = useTill();
  const [way, setWay] = useState<"cash_in" | "cash_out">("cash_in");
  const [amount, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const moving = useDeed(async () => {
    await (way === "cash_in" ? putCashIn : takeCashOut)(counter, { staff, amount: amount!, reason: reason.trim() });
    say(t.goods.written[way]);
    moveOn(HOME);
    exchange();
  });
  return (
    <>
      <Room label={t.goods.cash}>
        <h2>{t.goods.cash}</h2>
        <Choices two label={t.goods.cash} options={[["cash_in", t.goods.cashIn], ["cash_out", t.goods.cashOut]]} value={way} onChange={setWay} />
        <Money label={t.goods.amount} value={amount} onChange={setAmount} />
        <Field label={t.reason} value={reason} maxLength={200} onChange={setReason} />
      </Room>
      <Foot><Button words={t.save} busy={moving.busy} disabled={!amount || !reason.trim()} onPress={moving.run} /></Foot>
    </>
  );
}

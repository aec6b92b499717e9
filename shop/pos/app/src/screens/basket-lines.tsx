import type { BasketLine } from "../core/database.ts";
import { day, dong, t } from "../words/index.ts";
import { amend, type PricedBasket, type PricedLine } from "./basket.ts";
import { tell } from "./parts/deed.ts";
import { Stepper } from "./parts/stepper.tsx";
import { useTill } from "./till.ts";

/** What is in the basket, to be changed in place. */
export function BasketLines({ basket }: { basket: PricedBasket }) {
  if (basket.lines.length === 0) return <p class="empty">{t.sell.emptyHelp}</p>;
  return (
    <ul class="rows">
      {basket.lines.map((line) => <Line key={`${line.product} ${line.lot}`} line={line} />)}
    </ul>
  );
}

function Line({ line }: { line: PricedLine }) {
  const { db } = useTill().counter;
  const { offer, chosen, quantity, price, amount } = line;
  const { name } = offer.product;
  const change = (to: (line: BasketLine) => Partial<BasketLine>) => void amend(db, line, to).catch(tell);
  return (
    <li class="line">
      <div>
        <b>{name}</b>
        <small>{dong(price)} · {t.lot} {chosen.code}</small>
        {quantity > chosen.left && <small class="tag">{t.sell.short(Math.max(chosen.left, 0))}</small>}
      </div>
      <div>
        <Stepper value={quantity} of={name} onChange={(next) => change(({ quantity }) => ({ quantity: next(quantity) }))} />
      </div>
      {offer.lots.length > 1 ? (
        <select class="lot" aria-label={`${t.lot}: ${name}`} value={chosen.id} onChange={({ currentTarget: { value } }) => change(() => ({ lot: Number(value) }))}>
          {offer.lots.map((lot) => (
            <option key={lot.id} value={lot.id}>{lot.code}{lot.expires_on && ` · ${day(lot.expires_on)}`}</option>
          ))}
        </select>
      ) : (
        <span />
      )}
      <span class="amount">{dong(amount)}</span>
    </li>
  );
}

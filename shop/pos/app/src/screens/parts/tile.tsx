import { dong, t } from "../../words/index.ts";
import type { Offer } from "../offers.ts";

/** So many days before its date a lot is told of. */
const SOON = 30;

/** One kind of goods: a press puts one into the basket, or tells why it may not be sold. */
export function Tile({ offer, count, onPress }: { offer: Offer; count: number; onPress(): void }) {
  const { product, refusal, daysLeft, left } = offer;
  return (
    <button type="button" class="tile" aria-disabled={refusal ? "true" : undefined} onClick={onPress}>
      <span class="letter" aria-hidden="true">
        {product.name[0]}
        {product.image && <img src={product.image} alt="" loading="lazy" decoding="async" onError={(event) => event.currentTarget.remove()} />}
      </span>
      <span class="name">{product.name}</span>
      <span>
        <span class="price">{refusal ?? dong(product.price!)}</span>
        {!refusal && (
          <span class={isSoon(daysLeft) ? "note soon" : "note"}>{isSoon(daysLeft) ? t.near(daysLeft!) : t.left(left)}</span>
        )}
      </span>
      {count > 0 && <span class="count"><span aria-hidden="true">{count}</span><span class="unseen">{t.sell.inBasket(count)}</span></span>}
    </button>
  );
}

const isSoon = (daysLeft: number | null) => daysLeft !== null && daysLeft <= SOON;

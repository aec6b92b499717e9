/** Finding goods as people type: without accents, by words, by code. */
import type { Identified } from "../database.ts";
import type { Product } from "../rows.ts";

/** As `catalogue/folding.py` does: lower case without marks, đ becomes d, runs of space become one. */
export function fold(text: string): string {
  const bare = text.normalize("NFC").normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d");
  return bare.toLowerCase().replace(/ß/g, "ss").trim().split(/\s+/u).join(" ");
}

type Found = Identified<Product>;

/** All words of `asked` must be found; what starts with them comes first, accents as typed before folded ones. */
export function search<Row extends Found>(products: readonly Row[], asked: string): Row[] {
  const folded = fold(asked);
  if (!folded) return [...products];
  const words = folded.split(" ");
  const marked = asked.normalize("NFC").toLowerCase().trim();
  const ranked = products.flatMap((product) => {
    const rank = rankOf(product, folded, words, marked);
    return rank === null ? [] : [{ product, rank }];
  });
  ranked.sort((one, other) => one.rank - other.rank || compare(one.product, other.product));
  return ranked.map(({ product }) => product);
}

const order = new Intl.Collator("vi");
const compare = (one: Found, other: Found) => order.compare(one.name, other.name) || one.id - other.id;

/** The lower the nearer; null where it is none of what was asked for. */
function rankOf(product: Found, folded: string, words: string[], marked: string): number | null {
  const sku = fold(product.sku);
  if (sku === folded || product.gtins.includes(folded)) return 0;
  const name = fold(product.name);
  const text = `${name} ${fold(product.producer)} ${sku} ${product.gtins.join(" ")}`;
  const starts = ` ${text}`;
  if (!words.every((word) => text.includes(word))) return null;
  const accents = product.name.normalize("NFC").toLowerCase().includes(marked) ? 0 : 1;
  if (name.startsWith(folded)) return 1 + accents;
  if (words.every((word) => starts.includes(` ${word}`))) return 3 + accents;
  return 5 + accents;
}

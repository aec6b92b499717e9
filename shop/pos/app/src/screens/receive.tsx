import { useState } from "preact/hooks";

import type { Identified } from "../core/database.ts";
import { receive } from "../core/deeds/receiving.ts";
import { CODE, gtin14 } from "../core/goods/codes.ts";
import { read } from "../core/goods/scan.ts";
import { search } from "../core/goods/search.ts";
import type { ReceiptLine } from "../core/journal/events.ts";
import type { Lot, Product } from "../core/rows.ts";
import { t } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Field, Select } from "./parts/field.tsx";
import { Button, Empty, Foot, Room } from "./parts/frame.tsx";
import { Icon } from "./parts/icon.tsx";
import { useLive } from "./parts/live.ts";
import { lotWords } from "./parts/lots.tsx";
import { moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { Scan } from "./parts/scan.tsx";
import { Stepper } from "./parts/stepper.tsx";
import { useTill } from "./till.ts";

type Draft = { product: Identified<Product>; lot: string; code: string; made_on: string; expires_on: string; quantity: number };

const NEW = "new";
const MOST = 8;

/** Goods from their producer: lots that are known, or new ones with their code and dates. */
export function Receive({ staff }: { staff: number }) {
  const { counter, exchange } = useTill();
  const products = useLive(() => counter.db.products.toArray(), []) ?? [];
  const lots = useLive(() => counter.db.lots.toArray(), []) ?? [];
  const [lines, setLines] = useState<Draft[]>([]);
  const [draft, setDraft] = useState<Draft | null>(null);
  const receiving = useDeed(async () => {
    await receive(counter, { staff, lines: lines.map(lineOf) });
    say(t.goods.written.receipt);
    moveOn("goods");
    exchange();
  });
  function begin(product: Identified<Product>, said: { lot?: string; expires_on?: string } = {}) {
    const known = lots.filter((lot) => lot.product === product.id);
    const lot = said.lot ? known.find(({ code }) => code === said.lot) : known.at(-1);
    setDraft({ product, lot: lot && lot.id > 0 ? String(lot.id) : NEW, code: said.lot ?? "", made_on: "", expires_on: said.expires_on ?? "", quantity: 1 });
  }
  return (
    <>
      <Room label={t.goods.receive}>
        <h2>{t.goods.receive}</h2>
        {draft ? (
          <LotForm
            draft={draft}
            lots={lots.filter(({ product, id }) => product === draft.product.id && id > 0)}
            onChange={setDraft}
            onDone={(line) => {
              if (line) setLines([...lines, line]);
              setDraft(null);
            }}
          />
        ) : (
          <>
            <ProductFinder products={products} onChoose={begin} />
            {lines.length === 0 ? <Empty icon="pack"><p>{t.goods.noLines}</p></Empty> : <h2>{t.goods.lines}</h2>}
            <ul class="rows">
              {lines.map((line, at) => (
                <li key={at} class="line">
                  <div><b>{line.product.name}</b><small>{lotWords({ code: line.code, expires_on: line.expires_on || null })}</small></div>
                  <Stepper value={line.quantity} of={line.product.name} onChange={(change) => setLines(lines.map((old, i) => (i === at ? { ...old, quantity: change(old.quantity) } : old)).filter(({ quantity }) => quantity > 0))} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Room>
      {!draft && <Foot><Button words={t.goods.saveReceive} busy={receiving.busy} disabled={lines.length === 0} onPress={receiving.run} /></Foot>}
    </>
  );
}

function lineOf({ product, lot, code, made_on, expires_on, quantity }: Draft): ReceiptLine {
  return { product: product.id, code, made_on, quantity, ...(lot === NEW ? {} : { lot: Number(lot) }), ...(expires_on ? { expires_on } : {}) };
}

interface Finder {
  products: Identified<Product>[];
  onChoose(product: Identified<Product>, said?: { lot?: string; expires_on?: string }): void;
}

function ProductFinder({ products, onChoose }: Finder) {
  const [typed, setTyped] = useState("");
  const [isScanning, setScanning] = useState(false);
  const hits = typed.trim() ? search(products, typed).slice(0, MOST) : [];
  function scanned(code: string) {
    const said = read(code);
    const product = said.kind === "gtin" && products.find(({ gtins }) => gtins.some((one) => gtin14(one) === said.gtin));
    if (product) onChoose(product, said);
    else say(t.sell.unknownCode(code), { bad: true });
  }
  return (
    <section>
      <form class="find" role="search" onSubmit={(event) => { event.preventDefault(); if (hits.length === 1) onChoose(hits[0]!); else if (typed.trim() && !hits.length) scanned(typed); }}>
        <input type="search" autoComplete="off" placeholder={t.goods.pickProduct} aria-label={t.goods.pickProduct} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        <button type="button" aria-label={t.sell.scan} aria-pressed={isScanning} onClick={() => setScanning(!isScanning)}><Icon name={isScanning ? "close" : "scan"} /></button>
      </form>
      {isScanning && <Scan onCode={scanned} />}
      <ul class="rows found" aria-label={t.goods.pickProduct}>
        {hits.map((product) => (
          <li key={product.id}>
            <button type="button" class="row" onClick={() => onChoose(product)}>
              <Icon name="plus" /><span><b>{product.name}</b><small>{product.producer} · {product.net_quantity}</small></span><span />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Form {
  draft: Draft;
  lots: Identified<Lot>[];
  onChange(draft: Draft): void;
  onDone(line: Draft | null): void;
}

function LotForm({ draft, lots, onChange, onDone }: Form) {
  const [isTried, setTried] = useState(false);
  const known = lots.find(({ id }) => String(id) === draft.lot);
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  const isWrong = { code: !CODE.test(draft.code.trim()), made_on: !draft.made_on, dates: Boolean(draft.expires_on) && draft.expires_on < draft.made_on };
  function add(event: Event) {
    event.preventDefault();
    setTried(true);
    if (known) return onDone({ ...draft, code: known.code, made_on: known.made_on, expires_on: known.expires_on ?? "" });
    if (!Object.values(isWrong).includes(true)) onDone({ ...draft, code: draft.code.trim() });
  }
  return (
    <form class="fields" onSubmit={add} noValidate>
      <h2>{draft.product.name}</h2>
      {lots.length > 0 && (
        <Select label={t.goods.knownLot} options={[...lots.map((lot) => [String(lot.id), lotWords(lot)] as const), [NEW, t.goods.newLot] as const]} value={draft.lot} onChange={(lot) => set({ lot })} />
      )}
      {!known && (
        <>
          <Field label={t.goods.lotCode} value={draft.code} maxLength={20} autocomplete="off" fault={isTried && isWrong.code ? t.goods.wanted : null} onChange={(code) => set({ code })} />
          <Field label={t.goods.madeOn} type="date" value={draft.made_on} fault={isTried && isWrong.made_on ? t.goods.wanted : null} onChange={(made_on) => set({ made_on })} />
          <Field label={t.goods.expiresOn} type="date" optional value={draft.expires_on} fault={isTried && isWrong.dates ? t.goods.past : null} onChange={(expires_on) => set({ expires_on })} />
        </>
      )}
      <div class="field"><span>{t.quantity}</span><Stepper value={draft.quantity} of={draft.product.name} least={1} onChange={(change) => set({ quantity: change(draft.quantity) })} /></div>
      <button class="button wide">{t.goods.addLine}</button>
      <button type="button" class="button quiet wide" onClick={() => onDone(null)}>{t.cancel}</button>
    </form>
  );
}

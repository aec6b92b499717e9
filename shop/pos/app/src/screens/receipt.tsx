import type { CounterEvent } from "../core/journal/events.ts";
import type { Point } from "../core/rows.ts";
import type { PaperLine } from "../printing/raster.ts";
import { dong, moment, number, t } from "../words/index.ts";

/** What stands on a receipt, on the screen and on paper alike. */
export interface ReceiptFacts {
  event: CounterEvent<"sale"> | CounterEvent<"refund">;
  point: Point | undefined;
  seller: string;
  /** Names of the lines' goods, in order. */
  names: string[];
  /** The number of the sale that a refund cites. */
  cited?: string | undefined;
}

export function ReceiptSheet({ facts }: { facts: ReceiptFacts }) {
  const { event, point, seller, cited } = facts;
  return (
    <article class="sheet" aria-label={t.receipt.number(event.body.number)}>
      <header>
        <b>{point?.name}</b>
        {point?.address && <div><small>{point.address}</small></div>}
        {point?.phone && <div><small>{point.phone}</small></div>}
        {event.type === "refund" && <div><b>{t.receipt.refund}</b></div>}
      </header>
      <ul class="goods">
        {event.body.lines.map((line, at) => (
          <li key={at}><span>{line.quantity} × {facts.names[at]}</span><b>{number(line.amount)}</b></li>
        ))}
      </ul>
      <p class="total"><span>{t.receipt.total}</span><span>{dong(event.body.total)}</span></p>
      {money(event).map(([words, amount]) => <p key={words}><span>{words}</span><span>{amount}</span></p>)}
      {cited && <p><small>{t.receipt.ago(cited)}</small></p>}
      <p><small>{t.receipt.number(event.body.number)}</small><small>{moment(event.occurred_at)}</small></p>
      <footer>{t.receipt.staff}: {seller}<br />{t.receipt.notTax}</footer>
    </article>
  );
}

export function paperLines({ event, point, seller, names, cited }: ReceiptFacts): PaperLine[] {
  const heads = [point?.name, point?.address, point?.phone, event.type === "refund" ? t.receipt.refund : ""];
  return [
    ...heads.flatMap((left, at): PaperLine[] => (left ? [{ left, centred: true, strong: at === 0 || at === 3 }] : [])),
    { left: "" },
    ...event.body.lines.map((line, at) => ({ left: `${line.quantity} × ${names[at]}`, right: number(line.amount) })),
    { left: t.receipt.total, right: dong(event.body.total), strong: true },
    ...money(event).map(([left, right]) => ({ left, right })),
    ...(cited ? [{ left: t.receipt.ago(cited) }] : []),
    { left: "" },
    { left: t.receipt.number(event.body.number) },
    { left: moment(event.occurred_at) },
    { left: `${t.receipt.staff}: ${seller}` },
    { left: t.receipt.notTax },
  ];
}

function money(event: ReceiptFacts["event"]): [string, string][] {
  if (event.type === "refund") return event.body.tenders.map(({ kind, amount }) => [`${t.sales.giveBack}: ${t.pay[kind]}`, number(amount)]);
  return event.body.tenders.flatMap(({ kind, amount, given, reference }): [string, string][] => [
    [reference ? `${t.pay[kind]} ${reference}` : t.pay[kind], number(given ?? amount)],
    ...(given === undefined ? [] : [[t.pay.change, number(given - amount)] as [string, string]]),
  ]);
}

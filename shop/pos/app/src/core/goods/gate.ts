/**
 * What may be sold today, decided here so that it holds without a network: certificates by their dates, lots by theirs.
 * The same predicates as the server's `publishing.sale_refusal` and `Certificate.objects.valid_on`.
 */
import type { Certificate, Lot, Product } from "../rows.ts";

export type WhyNot = "no_certificate" | "certificate_not_yet" | "certificate_lapsed" | "certificate_revoked" | "held" | "no_price";
export type WhyNotLot = "lot_expired" | "lot_held";

/** Issued, not past its last day (extensions counted), not yet revoked on that day; days `yyyy-mm-dd`, inclusive. */
export function certificateRefusal(certificate: Certificate | null, day: string): WhyNot | null {
  if (!certificate) return "no_certificate";
  const { issued_on, expires_on, extended_until, revoked_on } = certificate;
  if (revoked_on !== null && revoked_on <= day) return "certificate_revoked";
  if (issued_on > day) return "certificate_not_yet";
  return (extended_until ?? expires_on) < day ? "certificate_lapsed" : null;
}

export const stands = (product: Pick<Product, "certificate">, day: string): boolean =>
  certificateRefusal(product.certificate, day) === null;

type Gated = Pick<Product, "certificate" | "needs_certificate" | "held" | "price">;

/** Null where it may be sold. */
export function refusalOf(product: Gated, day: string): WhyNot | null {
  if (product.held) return "held";
  if (product.price === null) return "no_price";
  return product.needs_certificate ? certificateRefusal(product.certificate, day) : null;
}

export function refusalOfLot(lot: Pick<Lot, "expires_on" | "held">, day: string): WhyNotLot | null {
  if (lot.held) return "lot_held";
  return lot.expires_on !== null && lot.expires_on < day ? "lot_expired" : null;
}

/**
 * VietQR: what a Vietnamese bank's app reads from a QR code. It asks for a payment; it proves none.
 * The same payload as `shop/payment/houses/vietqr.py`; tests/shop/pos/vectors.json is read by both.
 *
 * Source: NAPAS, "Định dạng mã VietQR" 1.0 (09/2021), on EMVCo's merchant-presented QR specification.
 */
import { fold } from "../goods/search.ts";
import { DoesNotAddUp } from "../refusals.ts";

const MEMO = /^(?! )[A-Z0-9 ]{1,25}(?<! )$/;

export interface Asked {
  bin: string;
  account: string;
  amount: number;
  memo: string;
}

/** The text of the code. Throws DoesNotAddUp where a part would not be read back as it was given. */
export function payload({ bin, account, amount, memo }: Asked): string {
  if (!/^\d{6}$/.test(bin) || !/^[A-Za-z0-9]{1,19}$/.test(account)) throw new DoesNotAddUp(`account ${bin} ${account}`);
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount >= 1e13) throw new DoesNotAddUp(`amount ${amount}`);
  if (!MEMO.test(memo)) throw new DoesNotAddUp(`memo ${memo}`);
  const beneficiary = field("00", bin) + field("01", account);
  const text =
    field("00", "01") +
    field("01", "12") + // for one payment
    field("38", field("00", "A000000727") + field("01", beneficiary) + field("02", "QRIBFTTA")) +
    field("53", "704") +
    field("54", String(amount)) +
    field("58", "VN") +
    field("62", field("08", memo)) +
    "6304"; // the checksum covers its own identifier and length
  return text + checksum(text).toString(16).toUpperCase().padStart(4, "0");
}

/** CRC16-CCITT-FALSE: polynomial 0x1021, first 0xFFFF, not reflected: "123456789" gives 0x29B1. */
export function checksum(text: string): number {
  let register = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) register = ((register << 1) ^ (register & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return register;
}

/** As a bank keeps it: capital letters without marks, digits and single spaces, at most 25. */
export function memoOf(text: string): string {
  return fold(text).toUpperCase().replace(/[^A-Z0-9]+/g, " ").trim().slice(0, 25).trim();
}

const field = (id: string, value: string): string => id + String(value.length).padStart(2, "0") + value;

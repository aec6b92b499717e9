/** Codes on packs: GTINs with their check digit, and the letters a lot may have. */

/** GS1 AI 10: up to 20 characters of its character set 82. */
export const CODE = /^[A-Za-z0-9!"%&'()*+,\-./:;<=>?_]{1,20}$/;

/** The GTIN in fourteen digits, or null where it has no such length or its check digit (mod 10) is wrong. */
export function gtin14(digits: string): string | null {
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return null;
  const padded = digits.padStart(14, "0");
  const sum = Array.from(padded.slice(0, 13), Number).reduce((total, digit, at) => total + digit * (at % 2 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10 === Number(padded[13]) ? padded : null;
}

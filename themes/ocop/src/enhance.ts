import { combobox } from "./combobox.ts";
import { copy } from "./copy.ts";
import { dependent } from "./dependent.ts";
import { folds, openWhereWide } from "./folds.ts";
import { gallery } from "./gallery.ts";
import { map } from "./map.ts";
import { near } from "./near.ts";
import { once } from "./once.ts";
import { poll } from "./poll.ts";
import { quantity } from "./quantity.ts";
import { share } from "./share.ts";
import { suggest } from "./suggest.ts";

const EACH: [string, (element: never) => void][] = [
  ["select[data-depends]", dependent],
  ["select[data-combobox]", combobox],
  ["details[data-open-wide]", openWhereWide],
  ["[data-poll-url]", poll],
  ["[data-gallery]", gallery],
  [".share", share],
  ["form[data-suggest]", suggest],
  ["[data-map]", map],
  ["[data-near]", near],
];

/** Everything works without scripts; this makes it quicker to use, on the first page and on pieces that htmx brings. */
export function enhance(): void {
  once();
  copy();
  quantity();
  folds();
  each(document);
  document.addEventListener("htmx:after:swap", () => each(document));
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}

function each(root: ParentNode): void {
  for (const [selector, deed] of EACH) root.querySelectorAll(selector).forEach((element) => deed(element as never));
}

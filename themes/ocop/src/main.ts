import "./main.css";
import { enhance } from "./enhance.ts";

import.meta.glob("../../*/tokens.css", { eager: true });

enhance();
// Half of all script: it comes after the page is usable, and only where the page asks for it.
if (document.querySelector("[hx-get], [hx-post], [hx-boost]")) void withoutMissing(() => import("htmx.org"));

/** What is chosen before it has come is said again when it is there. */
async function withoutMissing(load: () => Promise<unknown>): Promise<void> {
  const chosen = new Set<EventTarget>();
  const keep = (event: Event) => event.target && chosen.add(event.target);
  document.addEventListener("change", keep);
  await load();
  setTimeout(() => {
    document.removeEventListener("change", keep);
    chosen.forEach((element) => element.dispatchEvent(new Event("change", { bubbles: true })));
  });
}

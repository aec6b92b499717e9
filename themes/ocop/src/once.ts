const sending = new WeakSet<HTMLFormElement>();

/** A form is sent once: a second press while the first is on its way does nothing. */
export function once(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method === "get" || form.matches("[hx-post], [data-hx-post], [data-again]")) return;
    if (sending.has(form)) {
      event.preventDefault();
      return;
    }
    sending.add(form);
    (event.submitter ?? form).setAttribute("aria-busy", "true");
  });
  // Coming back by the browser's own button shows the page as it was left.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) sending.delete(form);
    for (const busy of document.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
  });
}

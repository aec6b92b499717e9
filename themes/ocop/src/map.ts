/** The library comes only where a map comes into view; until then, and without scripts, the drawing stands. */
export function map(frame: HTMLElement): void {
  if (frame.dataset["waits"]) return;
  frame.dataset["waits"] = "yes";
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    void import("./leaflet.ts").then(({ unfold }) => unfold(frame));
  });
  seen.observe(frame);
}

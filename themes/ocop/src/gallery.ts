/** The small pictures lead to the large ones without moving the page, and say which one is in view. */
export function gallery(frame: HTMLElement): void {
  const strip = frame.querySelector<HTMLElement>(".strip");
  const links = [...frame.querySelectorAll<HTMLAnchorElement>(".thumbs a")];
  if (!strip || frame.dataset["follows"]) return;
  frame.dataset["follows"] = "yes";

  const point = (index: number): void =>
    links.forEach((link, i) => (i === index ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      strip.scrollTo({ left: index * strip.clientWidth, behavior: "smooth" });
      point(index);
    }),
  );
  strip.addEventListener("scrollend", () => point(Math.round(strip.scrollLeft / strip.clientWidth)));
}

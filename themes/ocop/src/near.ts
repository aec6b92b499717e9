const DECIMALS = 3;

/** `<button data-near data-refused="…">` asks the device where it is, when pressed, and loads the list from there. */
export function near(button: HTMLElement): void {
  button.hidden = !("geolocation" in navigator);
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const there = new URL(location.href);
        // A hundred metres are near enough, and nobody's doorstep.
        there.searchParams.set("near", `${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`);
        there.searchParams.delete("page");
        location.assign(there);
      },
      () => {
        button.removeAttribute("aria-busy");
        const words = button.querySelector<HTMLElement>("[data-words]");
        if (!words) return;
        words.setAttribute("role", "status");
        words.textContent = button.dataset["refused"] ?? "";
      },
      { timeout: 10_000, maximumAge: 300_000 },
    );
  });
}

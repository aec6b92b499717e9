const WIDE = "(min-width: 60rem)";

/** Menus close on Escape and when focus leaves; `details[data-open-wide]` stands open where there is room. */
export function folds(): void {
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && (event.target as Element).closest?.<HTMLDetailsElement>("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
}

export function openWhereWide(fold: HTMLDetailsElement): void {
  if (fold.dataset["follows"]) return;
  fold.dataset["follows"] = "yes";
  const wide = matchMedia(WIDE);
  const follow = (): void => {
    fold.open = wide.matches;
  };
  follow();
  wide.addEventListener("change", follow);
}

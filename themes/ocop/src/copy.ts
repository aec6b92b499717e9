const SHOWN_FOR = 2500;

/** `<button data-copy="OCOP 4821" data-copied="Copied">` puts its text on the clipboard and says so. */
export function copy(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-copy]");
    if (button) void put(button);
  });
}

async function put(button: HTMLButtonElement): Promise<void> {
  const words = button.querySelector<HTMLElement>("[data-words]") ?? button;
  const before = words.textContent ?? "";
  try {
    await navigator.clipboard.writeText(button.dataset["copy"] ?? "");
  } catch {
    selectText(document.getElementById(button.dataset["copyFrom"] ?? "") ?? button);
    return;
  }
  words.setAttribute("role", "status");
  words.textContent = button.dataset["copied"] ?? before;
  button.disabled = true;
  setTimeout(() => {
    words.textContent = before;
    button.disabled = false;
  }, SHOWN_FOR);
}

function selectText(element: Element): void {
  getSelection()?.selectAllChildren(element);
}

/** Where the device can share, its own sheet stands in for the links beside it. */
export function share(frame: HTMLElement): void {
  const button = frame.querySelector<HTMLButtonElement>("[data-share]");
  const data = { title: frame.dataset["shareTitle"] ?? "", url: frame.dataset["shareUrl"] ?? location.href };
  if (!button?.hidden || !navigator.canShare?.(data)) return;
  button.hidden = false;
  for (const other of frame.querySelectorAll<HTMLElement>(".copying, ul")) other.hidden = true;
  // Turning the sheet away is no fault.
  button.addEventListener("click", () => void navigator.share(data).catch(() => undefined));
}

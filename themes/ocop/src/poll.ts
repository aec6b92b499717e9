const EVERY = 4_000;
const GIVE_UP_AFTER = 30 * 60_000;

/**
 * `<div data-poll-url="…" data-poll-state="awaiting" data-poll-said="Paid. Opening your order…">`
 * asks for {state} every four seconds, and when it is another one says so and loads the page again.
 */
export function poll(place: HTMLElement): void {
  const url = place.dataset["pollUrl"];
  if (!url || place.dataset["polling"]) return;
  place.dataset["polling"] = "yes";
  const began = Date.now();

  const ask = async (): Promise<void> => {
    if (!place.isConnected || Date.now() - began > GIVE_UP_AFTER) return;
    if (!document.hidden && (await stateAt(url, place)) !== place.dataset["pollState"]) {
      say(place);
      location.reload();
      return;
    }
    setTimeout(() => void ask(), EVERY);
  };
  setTimeout(() => void ask(), EVERY);
}

async function stateAt(url: string, place: HTMLElement): Promise<string | undefined> {
  const known = place.dataset["pollState"];
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
    return answer.ok ? ((await answer.json()) as { state: string }).state : known;
  } catch {
    return known;
  }
}

function say(place: HTMLElement): void {
  const status = place.querySelector<HTMLElement>("[role=status]");
  if (status && place.dataset["pollSaid"]) status.textContent = place.dataset["pollSaid"];
}

import { forget, recent, remember } from "./recent.ts";

const PATIENCE = 120;

/**
 * `<form data-suggest="/san-pham/goi-y/" data-recent data-forget data-said>` offers, while its field is typed into,
 * what the server suggests, and before that what was searched for on this device. ARIA's combobox; Enter without a
 * choice searches as without scripts.
 */
export function suggest(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[type=search]");
  if (!field || form.dataset["enhanced"]) return;
  form.dataset["enhanced"] = "yes";
  const list = listFor(form, field);
  const known = new Map<string, string>();
  let asking: AbortController | undefined;
  let wait: ReturnType<typeof setTimeout> | undefined;
  let active = -1;

  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const close = (): void => {
    clearTimeout(wait);
    asking?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const open = (): void => {
    options().forEach((option, i) => (option.id = `${list.id}-${i}`));
    list.hidden = options().length === 0;
    active = -1;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const point = (to: number): void => {
    const all = options();
    active = to < -1 ? all.length - 1 : to >= all.length ? -1 : to;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    const option = all[active];
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const take = (option: HTMLElement): void => {
    if ("forget" in option.dataset) {
      forget();
      return close();
    }
    const words = option.dataset["words"];
    if (words) remember(words);
    location.assign(option.dataset["url"] ?? `${form.action}?q=${encodeURIComponent(words ?? "")}`);
  };
  const offer = async (): Promise<void> => {
    const typed = field.value.trim();
    if (!typed) {
      list.replaceChildren(...lately(form));
      return open();
    }
    asking?.abort();
    asking = new AbortController();
    const html = known.get(typed) ?? (await answer(form, typed, asking.signal));
    if (html === undefined || field.value.trim() !== typed || document.activeElement !== field) return;
    known.set(typed, html);
    list.innerHTML = html;
    open();
  };

  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => void offer(), field.value.trim() ? PATIENCE : 0);
  });
  field.addEventListener("click", () => void (list.hidden && offer()));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void offer();
      point(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      const option = options()[active];
      if (option) take(option);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) take(option);
  });
  form.addEventListener("submit", () => remember(field.value));
}

let lists = 0;

function listFor(form: HTMLFormElement, field: HTMLInputElement): HTMLElement {
  const list = document.createElement("div");
  list.id = `suggestions-${++lists}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset["said"] ?? "");
  form.append(list);
  field.autocomplete = "off";
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(said)) field.setAttribute(name, value);
  return list;
}

async function answer(form: HTMLFormElement, typed: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const said = await fetch(`${form.dataset["suggest"]}?q=${encodeURIComponent(typed)}`, { signal });
    return said.ok ? await said.text() : undefined;
  } catch {
    return undefined;
  }
}

function lately(form: HTMLFormElement): HTMLElement[] {
  const searches = recent();
  if (!searches.length) return [];
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", form.dataset["recent"] ?? "");
  const heading = document.createElement("p");
  heading.textContent = form.dataset["recent"] ?? "";
  heading.setAttribute("aria-hidden", "true");
  const forgetting = row(form.dataset["forget"] ?? "");
  forgetting.dataset["forget"] = "";
  group.append(heading, ...searches.map((words) => row(words, words)), forgetting);
  return [group];
}

function row(text: string, words?: string): HTMLElement {
  const option = document.createElement("div");
  option.setAttribute("role", "option");
  option.textContent = text;
  if (words) option.dataset["words"] = words;
  return option;
}

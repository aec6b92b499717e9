import { fold, matches } from "./fold.ts";

const MOST_SHOWN = 60;

/**
 * Turns `<select data-combobox>` into a field where typing without accents finds an option.
 * The select stays in the form and keeps the value; the field follows the ARIA combobox pattern.
 */
export function combobox(select: HTMLSelectElement): void {
  if (select.dataset["enhanced"]) return;
  select.dataset["enhanced"] = "yes";
  const field = fieldFor(select);
  const list = listFor(field);
  const empty = select.dataset["none"] ?? "";
  select.hidden = true;
  const frame = document.createElement("div");
  frame.className = "combobox";
  frame.append(field, list);
  select.after(frame);

  let shown: HTMLOptionElement[] = [];
  let active = -1;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const settle = (): void => {
    field.value = select.value ? (select.selectedOptions[0]?.text ?? "") : "";
    close();
  };
  const choose = (option: HTMLOptionElement | undefined): void => {
    if (!option) return;
    const changed = select.value !== option.value;
    select.value = option.value;
    settle();
    if (changed) select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const point = (to: number): void => {
    active = shown.length ? (to + shown.length) % shown.length : -1;
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === active)));
    const row = list.children[active];
    if (!row) return;
    field.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const open = (typed: string): void => {
    shown = [...select.options].filter((option) => option.value && matches(fold(option.text), typed)).slice(0, MOST_SHOWN);
    list.replaceChildren(...(shown.length ? shown.map((option, i) => row(`${list.id}-${i}`, option.text)) : nothing(empty)));
    list.hidden = list.childElementCount === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    point(typed && shown.length ? 0 : -1);
  };

  field.addEventListener("input", () => open(fold(field.value)));
  field.addEventListener("click", () => (list.hidden ? open("") : close()));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", settle);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open("");
      point(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      choose(shown[active] ?? (shown.length === 1 ? shown[0] : undefined));
    } else if (event.key === "Tab" && active >= 0) {
      choose(shown[active]);
    } else if (event.key === "Escape") {
      settle();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    choose(shown[[...list.children].indexOf((event.target as Element).closest("li") as Element)]);
  });
  // Options may come late: what somebody is typing meanwhile is looked for among them.
  select.addEventListener("options", () => (document.activeElement === field && field.value ? open(fold(field.value)) : settle()));
  settle();
}

function fieldFor(select: HTMLSelectElement): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.required = false;
  field.disabled = select.disabled;
  field.placeholder = select.dataset["placeholder"] ?? "";
  field.id = select.id;
  select.id = `${select.id}-value`;
  for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
    const value = select.getAttribute(name);
    if (value) field.setAttribute(name, value);
  }
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) {
    field.setAttribute(name, value);
  }
  if (select.required) {
    // A hidden select cannot show the browser's message, so the form's own answer says it.
    select.required = false;
    field.setAttribute("aria-required", "true");
  }
  return field;
}

function listFor(field: HTMLInputElement): HTMLUListElement {
  const list = document.createElement("ul");
  list.id = `${field.id}-options`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() || document.querySelector(`label[for="${field.id}"]`)?.textContent?.trim() || "");
  field.setAttribute("aria-controls", list.id);
  return list;
}

function row(id: string, text: string): HTMLLIElement {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.textContent = text;
  return item;
}

function nothing(words: string): HTMLLIElement[] {
  if (!words) return [];
  const item = document.createElement("li");
  item.className = "none";
  item.textContent = words;
  return [item];
}

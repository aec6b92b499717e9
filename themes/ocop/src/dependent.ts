interface Unit {
  code: string;
  name: string;
}

/**
 * `<select data-depends="province" data-url="/wards/">` is filled again when the select named
 * `province` in the same form changes: GET /wards/?province=48 → [{code, name, folded}].
 */
export function dependent(select: HTMLSelectElement): void {
  const name = select.dataset["depends"];
  const url = select.dataset["url"];
  const parent = name && select.form?.elements.namedItem(name);
  if (!url || !(parent instanceof HTMLSelectElement) || select.dataset["follows"]) return;
  select.dataset["follows"] = parent.name;

  let latest = 0;
  parent.addEventListener("change", () => {
    const asked = ++latest;
    fill(select, []);
    if (!parent.value) return;
    void units(`${url}?province=${encodeURIComponent(parent.value)}`).then((found) => {
      if (asked === latest) fill(select, found);
    });
  });
}

async function units(url: string): Promise<Unit[]> {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Unit[]) : [];
  } catch {
    return [];
  }
}

function fill(select: HTMLSelectElement, found: Unit[]): void {
  const first = select.options[0]?.value === "" ? [select.options[0]] : [];
  select.replaceChildren(...first, ...found.map(({ code, name }) => new Option(name, code)));
  select.value = "";
  select.dispatchEvent(new Event("options"));
}

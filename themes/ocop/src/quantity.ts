/** The − and + beside a number field (`[data-quantity]`); without scripts only the field is there. */
export function quantity(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-quantity] button[data-step]");
    const field = button?.closest("[data-quantity]")?.querySelector<HTMLInputElement>("input[type=number]");
    if (!button || !field) return;
    const before = field.value;
    if (button.dataset["step"] === "up") field.stepUp();
    else field.stepDown();
    if (field.value !== before) field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/**
 * `<form data-passkey="get|create" data-options="…" hidden>`: asks the device, then sends the form with its answer in
 * `credential`. The form stays hidden where the browser knows no passkeys.
 */
type Deed = "get" | "create";

function forms(): void {
  const knows = window.isSecureContext && "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;
  if (!knows) return;
  document.querySelectorAll<HTMLFormElement>("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void answer(form);
    });
  });
}

async function answer(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button");
  const failed = form.querySelector<HTMLElement>("[data-failed]");
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  button?.setAttribute("aria-busy", "true");
  if (failed) failed.hidden = true;
  try {
    const asked = await fetch(form.dataset["options"] ?? "", { method: "POST", body: new FormData(form) });
    if (!asked.ok) throw new Error(String(asked.status));
    const credential = await credentialFor(form.dataset["passkey"] as Deed, await asked.json());
    field.value = JSON.stringify(credential);
    form.submit();
  } catch {
    button?.removeAttribute("aria-busy");
    if (failed) failed.hidden = false;
  }
}

async function credentialFor(deed: Deed, options: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON): Promise<unknown> {
  const credential =
    deed === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return (credential as PublicKeyCredential).toJSON();
}

forms();

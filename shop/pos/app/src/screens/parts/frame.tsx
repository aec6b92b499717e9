import type { ComponentChildren } from "preact";

import { t, when } from "../../words/index.ts";
import type { Standing } from "../standing.ts";
import { useArrival } from "./arriving.ts";
import { Icon } from "./icon.tsx";
import { go, HOME } from "./route.ts";

/** Where one is and how the sending goes, in words, always in the same corner. */
interface Top {
  title: string;
  who: string;
  standing: Standing;
  isOnline: boolean;
  corner: "menu" | "back" | "none";
}

export function Bar({ title, who, standing, isOnline, corner }: Top) {
  return (
    <>
      <header class="bar">
        {corner === "none" && <span class="corner" />}
        {corner === "menu" && (
          <button type="button" aria-label={t.menu} onClick={() => go("menu")}><Icon name="menu" /></button>
        )}
        {corner === "back" && (
          <button type="button" aria-label={t.back} onClick={() => (history.length > 1 ? history.back() : go(HOME))}>
            <Icon name="back" />
          </button>
        )}
        <div>
          <h1>{title}</h1>
          <small>{who}</small>
        </div>
        {standing.device && <Sync standing={standing} isOnline={isOnline} />}
      </header>
      <div class="weave" aria-hidden="true" />
    </>
  );
}

function Sync({ standing: { unsent, unsentSince }, isOnline }: { standing: Standing; isOnline: boolean }) {
  const look = isOnline ? (unsent ? "sync waiting" : "sync") : "sync off";
  return (
    <button type="button" class={look} onClick={() => go("sending")}>
      <b>{isOnline ? t.sync.online : t.sync.offline}</b>
      <span>
        {unsent ? t.sync.unsent(unsent) : t.sync.allSent}
        {unsent > 0 && unsentSince && ` ${t.sync.since(when(unsentSince))}`}
      </span>
    </button>
  );
}

export function Room({ children, label }: { children: ComponentChildren; label: string }) {
  return (
    <main ref={useArrival()} aria-label={label} tabIndex={-1}>
      <div class="room">{children}</div>
    </main>
  );
}

export function Foot({ children }: { children: ComponentChildren }) {
  return <footer class="foot">{children}</footer>;
}

interface Press {
  words: string;
  busy?: boolean;
  disabled?: boolean;
  quiet?: boolean;
  onPress(): void;
}

export function Button({ words, busy = false, disabled = false, quiet = false, onPress }: Press) {
  return (
    <button
      type="button"
      class={quiet ? "button quiet" : "button"}
      aria-busy={busy}
      aria-disabled={disabled || busy}
      onClick={() => !disabled && !busy && onPress()}
    >
      {busy ? t.writing : words}
    </button>
  );
}

export function Empty({ icon, children }: { icon: Parameters<typeof Icon>[0]["name"]; children: ComponentChildren }) {
  return <div class="empty"><Icon name={icon} />{children}</div>;
}

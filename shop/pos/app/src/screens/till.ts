import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Wire } from "../core/exchange/wire.ts";
import type { Counter } from "../core/journal/outbox.ts";
import type { Language } from "../words/index.ts";

/** What every screen stands on. */
export interface Till {
  counter: Counter;
  wire: Wire;
  /** Sends and pulls as soon as it can. */
  exchange(): void;
  /** How many events the server took that a full storage could not note as sent. */
  taken: number;
  /** Loads the app anew in its newest version. */
  takeUpdate(): void;
  speakAs(language: Language): void;
}

export const TillContext = createContext<Till | null>(null);
export const useTill = (): Till => useContext(TillContext)!;

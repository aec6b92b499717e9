/** Screens are addresses after the #, so that the phone's own back button goes one screen back. */
import { useLayoutEffect, useState } from "preact/hooks";

export interface Route {
  name: string;
  argument: string;
}

export const HOME = "sell";

const here = (): Route => {
  const [name = "", argument = ""] = location.hash.slice(1).split("/");
  return { name: name || HOME, argument };
};
const address = (name: string, argument: string) => `#${name}${argument && `/${argument}`}`;

export function go(name: string, argument = ""): void {
  location.hash = address(name, argument);
}

/** Goes on without a way back: what was left is finished. */
export function moveOn(name: string, argument = ""): void {
  location.replace(address(name, argument));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(here);
  useLayoutEffect(() => {
    const changed = () => setRoute(here());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

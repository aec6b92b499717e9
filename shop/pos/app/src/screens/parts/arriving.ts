import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A screen takes the focus in the moment that it appears, where no field of its own has. A moment later a person may
 * already be typing into one.
 */
export function useArrival() {
  const screen = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!screen.current!.contains(document.activeElement)) screen.current!.focus();
  }, []);
  return screen;
}

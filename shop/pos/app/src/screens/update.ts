import { useEffect, useState } from "preact/hooks";

/** True once a newer version of the app has been fetched whole and waits to be taken. */
export function useUpdate(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isUp = true;
    void navigator.serviceWorker?.ready.then((registration) => {
      const look = () => isUp && setReady(registration.waiting !== null);
      const follow = () => registration.installing?.addEventListener("statechange", look);
      look();
      follow();
      registration.addEventListener("updatefound", follow);
    });
    return () => {
      isUp = false;
    };
  }, []);
  return isReady;
}

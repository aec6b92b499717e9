/** The camera looking for codes. The reader comes with the first scan: the browser's own, or ZXing in WebAssembly. */
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../../words/index.ts";

const FORMATS = ["qr_code", "ean_13", "ean_8", "upc_a", "code_128", "data_matrix"] as const;
/** The same code seen again within this is the same pack still lying there. */
const SAME_PACK = 1500;
const PAUSE = 120;

interface Reader {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

async function aReader(): Promise<Reader> {
  const native = (globalThis as { BarcodeDetector?: { new (asked: object): Reader; getSupportedFormats(): Promise<string[]> } })
    .BarcodeDetector;
  if (native && (await native.getSupportedFormats()).includes("qr_code")) return new native({ formats: FORMATS });
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import("barcode-detector/ponyfill"),
    import("zxing-wasm/reader/zxing_reader.wasm?url"),
  ]);
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return new BarcodeDetector({ formats: [...FORMATS] });
}

/** Shows what the camera sees and tells each code once, until it is taken away. */
export function Lens({ onCode }: { onCode(code: string): void }) {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onCode);
  const [isBlind, setBlind] = useState(false);
  tell.current = onCode;

  useEffect(() => {
    let isOpen = true;
    let stream: MediaStream | null = null;
    const seen = new Map<string, number>();

    async function look() {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (!isOpen || !video.current) return stream.getTracks().forEach((track) => track.stop());
      video.current.srcObject = stream;
      await video.current.play();
      const reader = await aReader();
      while (isOpen) {
        for (const { rawValue } of await reader.detect(video.current)) {
          const now = performance.now();
          if (now - (seen.get(rawValue) ?? -SAME_PACK) > SAME_PACK && isOpen) {
            navigator.vibrate?.(60);
            tell.current(rawValue);
          }
          seen.set(rawValue, now);
        }
        await new Promise((rest) => setTimeout(rest, PAUSE));
      }
    }
    look().catch(() => isOpen && setBlind(true));
    return () => {
      isOpen = false;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);

  return isBlind ? (
    <p class="notice wait" role="status">{t.scan.noCamera}</p>
  ) : (
    <div class="viewfinder">
      <video ref={video} muted playsInline aria-label={t.scan.aim} />
      <p>{t.scan.aim}</p>
    </div>
  );
}

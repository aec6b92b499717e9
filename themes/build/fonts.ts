import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Plugin } from "vite";

import { merge } from "./merge.ts";
import { truetype, unpack } from "./sfnt.ts";

const READING = "node_modules/@expo-google-fonts/be-vietnam-pro";
const DISPLAY = "node_modules/@fontsource/phudu/files";

/** Writes whole TTF files for what is drawn on the server: product pictures and PDFs. */
export function fonts({ to }: { to: string }): Plugin {
  return {
    name: "ocop-fonts",
    apply: "build",
    async writeBundle() {
      await mkdir(to, { recursive: true });
      for (const cut of ["400Regular", "500Medium", "700Bold"]) {
        await copyFile(join(READING, cut, `BeVietnamPro_${cut}.ttf`), join(to, `BeVietnamPro-${cut.slice(3)}.ttf`));
      }
      const [latin, vietnamese] = await Promise.all(
        ["latin", "vietnamese"].map(async (subset) => unpack(await readFile(join(DISPLAY, `phudu-${subset}-700-normal.woff`)))),
      );
      await writeFile(join(to, "Phudu-Bold.ttf"), truetype(merge(latin!, vietnamese!)));
    },
  };
}

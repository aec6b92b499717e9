import { readFileSync } from "node:fs";

import { defineConfig } from "vite";

import { serviceWorker } from "./shop/pos/app/build/worker.ts";
import { fonts } from "./themes/build/fonts.ts";
import { icons } from "./themes/build/icons.ts";

const { version: VERSION } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const DIST = "themes/ocop/dist";

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(VERSION) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  base: "/static/",
  publicDir: "themes/ocop/public",
  build: {
    outDir: DIST,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    // The Content-Security-Policy admits no data: fonts, and a hashed file is cached for good.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [...["main", "desk", "passkeys"].map((name) => `themes/ocop/src/${name}.ts`), "shop/pos/app/src/main.ts"],
    },
  },
  plugins: [
    icons({ list: "themes/ocop/src/icons.json", to: `${DIST}/icons` }),
    fonts({ to: `${DIST}/fonts` }),
    serviceWorker({
      entry: "shop/pos/app/src/main.ts",
      worker: "shop/pos/app/src/worker.ts",
      to: DIST,
      base: "/static/",
      shell: { url: "/quay/", made_of: ["themes/ocop/templates/pages/counter/shell.html"] },
    }),
  ],
});

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Plugin } from "vite";

const PACKAGE = "node_modules/lucide-static/icons";

/** Writes the listed Lucide icons, stripped of what the page sets itself, for `{% icon %}` to inline. */
export function icons({ list, to }: { list: string; to: string }): Plugin {
  return {
    name: "ocop-icons",
    apply: "build",
    async writeBundle() {
      const names = JSON.parse(await readFile(list, "utf8")) as string[];
      await mkdir(to, { recursive: true });
      await Promise.all(
        names.map(async (name) => writeFile(join(to, `${name}.svg`), lean(await readFile(join(PACKAGE, `${name}.svg`), "utf8")))),
      );
    },
  };
}

function lean(svg: string): string {
  const shapes = svg.replace(/<!--.*?-->/gs, "").replace(/<svg[^>]*>|<\/svg>/g, "").replace(/\s+/g, " ").replace(/> </g, "><").trim();
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes}</svg>`;
}

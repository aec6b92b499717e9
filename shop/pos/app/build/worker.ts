import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { build, type Plugin, type Rolldown } from "vite";

interface Options {
  /** The counter's entry, as it stands in the build's input. */
  entry: string;
  worker: string;
  to: string;
  base: string;
  /** The page that starts the app: kept under a revision of what it loads and of the files that make it. */
  shell: { url: string; made_of: string[] };
}

/** Builds the service worker behind the rest: it knows the names of the counter's files, and of no others. */
export function serviceWorker({ entry, worker, to, base, shell }: Options): Plugin {
  return {
    name: "ocop-service-worker",
    apply: "build",
    async writeBundle(_options, bundle) {
      const files = [...filesOf(entry, bundle)].sort();
      const sources = await Promise.all(shell.made_of.map((path) => readFile(path, "utf8")));
      const revision = createHash("sha256").update(JSON.stringify([files, sources])).digest("hex").slice(0, 16);
      const manifest = [
        { url: shell.url, revision },
        // The build's hash stands in the name.
        ...files.map((file) => ({ url: `${base}${file}`, revision: null })),
      ];
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        define: { "self.__WB_MANIFEST": JSON.stringify(manifest) },
        build: {
          outDir: to,
          emptyOutDir: false,
          target: "es2022",
          rolldownOptions: { input: worker, output: { format: "iife", entryFileNames: "sw.js" } },
        },
      });
    },
  };
}

/** Everything that the entry may come to load: chunks, late ones too, and their styles, fonts and other assets. */
function filesOf(entry: string, bundle: Rolldown.OutputBundle): Set<string> {
  const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
  const first = chunks.find(({ facadeModuleId }) => facadeModuleId === resolve(entry));
  if (!first) throw new Error(`${entry} is no entry of the build`);
  const files = new Set<string>();
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const visit = (chunk: Rolldown.OutputChunk) => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const name of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) files.add(name);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) if (byName.has(name)) visit(byName.get(name)!);
  };
  visit(first);
  return files;
}

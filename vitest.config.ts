import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["tests/shop/pos/app/**/*.test.ts"], environment: "node", testTimeout: 120_000, setupFiles: ["tests/shop/pos/app/store.ts"] },
});

import { defineConfig } from "vitest/config";

/** `npm run faults`: the long tests that break calls and kill the engine; too long for every run. */
export default defineConfig({
  test: {
    include: ["test/stack/faults.long.ts"],
    reporters: ["default", "./test/reporter.ts"],
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 1,
  },
});

import { defineConfig, type ViteUserConfig } from "vitest/config";

/**
 * Test settings that every package shares. Results also go to test-results.json, which `.ci/run` adds up.
 */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
    reporters: process.env["CI"] ? ["default", "json"] : ["dot", "json"],
    outputFile: { json: "test-results.json" },
    // Machines are shared; what hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});

export default config;

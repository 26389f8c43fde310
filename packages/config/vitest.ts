import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { ReportWithErrors } from "./report-errors.ts";

/**
 * A limit ends what hangs; it never times what works. So it is the same for every test, hook and wait, and far beyond what any
 * of them needs on a machine that has a dozen other things to do. What takes a certain time is measured in `bench`.
 */
const HANG_MS = 600_000;

/**
 * Test settings that every package shares. Results also go to test-results.json, which `.ci/run` adds up.
 */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
    reporters: [process.env["CI"] ? "default" : "dot", new ReportWithErrors()],
    outputFile: { json: "test-results.json" },
    // One a core: Vitest keeps one for itself, of which it needs little. Those of other packages wait for each other, see turn.ts.
    maxWorkers: availableParallelism(),
    // One module graph a worker, not one a file: to load it again took up to a quarter of the time. No test changes what another one reads.
    isolate: false,
    setupFiles: [fileURLToPath(new URL("turn.ts", import.meta.url))],
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    teardownTimeout: HANG_MS,
    // Less than a test has, so that a wait in vain says what it waited for.
    expect: { poll: { timeout: HANG_MS / 2 } },
    allowOnly: false,
    passWithNoTests: false,
  },
});

export default config;

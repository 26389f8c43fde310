import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import shared from "@live-sessions/config/vitest";
import { x } from "tinyexec";
import { expect, it, onTestFinished } from "vitest";
import { summariseTests } from "../test-summary.ts";

const fixture = join(import.meta.dirname, "fixtures/hang");
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** Runs the fixture with the settings of every package, but for the limit. */
async function runHang(directory: string, limitMs: number): Promise<void> {
  const limits = [`--testTimeout=${limitMs}`, `--outputFile.json=${join(directory, "test-results.json")}`];
  // A turn of its own would be one more than there are: this test has one.
  const { LIVE_SESSIONS_TEST_TURNS: _, ...env } = process.env;
  const nodeOptions = { cwd: fixture, env };
  await x(process.execPath, [vitest, "run", ...limits], { nodeOptions });
}

it("a test that hangs ends at the limit that all tests have, those after it run, and it is named at the end", async () => {
  expect(shared.test?.testTimeout).toBeLessThanOrEqual(600_000);
  expect(shared.test?.hookTimeout).toBe(shared.test?.testTimeout);
  const directory = mkdtempSync(join(tmpdir(), "hang-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  await runHang(directory, 2_000);

  const { lines, isGreen } = summariseTests([{ name: "hanging", directory }]);
  expect(lines).toEqual([
    "hanging: 1 passed, 1 failed",
    expect.stringMatching(/^failed: hanging .*hang\.ts > a server that never answers$/),
    expect.stringMatching(/^ {4}Error: Test timed out in 2000ms/),
    "1 passed, 1 failed",
  ]);
  expect(isGreen).toBe(false);
});

it("a limit stands in one place: no test has one of its own", () => {
  const root = join(import.meta.dirname, "../..");
  const files = globSync("{openapi,packages/*,apps/*,conformance,scripts}/**/*.test.ts", {
    cwd: root,
    exclude: (name) => name === "node_modules",
  });
  // As an option, or as the last argument.
  const own = /\btimeout: [1-9]|^ {0,2}(?:\}, )?\d[\d_]{3,}(?:,|\);)$/m;
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => own.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

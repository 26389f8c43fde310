import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import shared from "@live-sessions/config/vitest";
import { x } from "tinyexec";
import { expect, it, onTestFinished } from "vitest";
import { summariseTests } from "../test-summary.ts";

const fixtures = join(import.meta.dirname, "fixtures");
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** Runs a fixture with the settings of every package, but for the limit. */
async function runFixture(name: string, directory: string, limitMs: number): Promise<number | undefined> {
  const limits = [`--testTimeout=${limitMs}`, `--outputFile.json=${join(directory, "test-results.json")}`];
  // A turn of its own would be one more than there are: this test has one.
  const { LIVE_SESSIONS_TEST_TURNS: _, ...env } = process.env;
  const nodeOptions = { cwd: join(fixtures, name), env };
  return (await x(process.execPath, [vitest, "run", ...limits], { nodeOptions })).exitCode;
}

/** A folder for a report, removed when the test has ended. */
function reportFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), "hang-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

it("a test that hangs ends at the limit that all tests have, those after it run, and it is named at the end", async () => {
  expect(shared.test?.testTimeout).toBeLessThanOrEqual(600_000);
  expect(shared.test?.hookTimeout).toBe(shared.test?.testTimeout);
  const directory = reportFolder();
  await runFixture("hang", directory, 2_000);

  const { lines, isGreen } = summariseTests([{ name: "hanging", directory }]);
  expect(lines).toEqual([
    "hanging: 1 passed, 1 failed",
    expect.stringMatching(/^failed: hanging .*hang\.ts > a server that never answers$/),
    expect.stringMatching(/^ {4}Error: Test timed out in 2000ms/),
    "1 passed, 1 failed",
  ]);
  expect(isGreen).toBe(false);
});

it("an error outside of any test fails the run, and is named at the end with its file", async () => {
  const directory = reportFolder();
  expect(await runFixture("outside", directory, 60_000)).toBe(1);

  expect(summariseTests([{ name: "outside", directory }])).toEqual({
    lines: [
      "outside: 1 passed, 0 failed",
      "counted as failed: outside: an error outside of any test, in outside.ts: TypeError: nobody waits for this",
      "1 passed, 1 failed",
    ],
    isGreen: false,
  });
});

it("a runner that fails though every report is green is a failure, and the count says so", async () => {
  const directory = reportFolder();
  await runFixture("green", directory, 60_000);

  expect(summariseTests([{ name: "green", directory }], 0)).toMatchObject({ isGreen: true });
  for (const code of [1, null]) {
    const { lines, isGreen } = summariseTests([{ name: "green", directory }], code);
    expect(lines.at(-2)).toMatch(/^counted as failed: the runner ended (with exit code 1|by a signal) though/);
    expect(lines.at(-1)).toBe("1 passed, 1 failed");
    expect(isGreen).toBe(false);
  }
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

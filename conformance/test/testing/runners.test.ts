import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { rules } from "../../src/rules/catalogue.ts";

interface Finished {
  readonly code: number;
  readonly output: string;
}

function run(args: readonly string[]): Promise<Finished> {
  // A runner within a runner takes itself for one of its children.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: environment }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output: stdout + stderr });
    });
  });
}

it("node:test shows passes, skips with their reasons, and failures with everything to see them again", async () => {
  const fixture = fileURLToPath(new URL("fixtures/on-node-test.ts", import.meta.url));
  const { code, output } = await run(["--test", "--test-reporter=tap", fixture]);

  const lines = output.split("\n").map((line) => line.trim());
  const passed = lines.filter((line) => /^ok \d+ - \w+\.[\w-]+: /.test(line) && !line.includes("# SKIP"));
  const skipped = lines.filter((line) => /^ok .*# SKIP/.test(line));
  const failed = lines.filter((line) => /^not ok \d+ - \w+\.[\w-]+: /.test(line));
  expect(skipped).toEqual([expect.stringMatching(/pagination\.token-any-instance: .* # SKIP not applicable: /)]);
  expect([passed.length + skipped.length, failed.length]).toEqual([rules.length, 1]);
  expect(failed[0]).toContain("pagination.exactly-once");
  expect(output).toContain("curl -sS -i");
  expect(code).toBe(1);
});

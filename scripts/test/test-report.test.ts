import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTestReport } from "../test-report.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "test-report-test-"));
  mkdirSync(join(directory, "test"));
  writeFileSync(join(directory, "test/walk.test.ts"), "");
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface FileOutcome {
  file: string;
  tests: string[];
  status?: string;
  message?: string;
}

function report(files: FileOutcome[], changes: object = {}): void {
  const statuses = files.flatMap(({ tests }) => tests);
  const count = (wanted: string): number => statuses.filter((status) => status === wanted).length;
  const testResults = files.map(({ file, tests, status, message }) => ({
    name: join(directory, file),
    status: status ?? (tests.includes("failed") ? "failed" : "passed"),
    message: message ?? "",
    assertionResults: tests.map((outcome) => ({
      ...{
        status: outcome,
        fullName: `a walk ${outcome}`,
        failureMessages: outcome === "failed" ? ["Error: it\n  at"] : [],
      },
    })),
  }));
  const text = JSON.stringify({
    numTotalTests: statuses.length,
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: count("pending"),
    numTodoTests: count("todo"),
    success: !testResults.some(({ status }) => status === "failed"),
    testResults,
    ...changes,
  });
  writeFileSync(join(directory, "test-results.json"), text);
}

describe("the report of a package's tests", () => {
  it("counts what passed, failed and was skipped", () => {
    report([{ file: "test/walk.test.ts", tests: ["passed", "passed", "failed", "pending"] }]);

    expect(readTestReport(directory)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: [{ file: "test/walk.test.ts", name: "a walk failed", message: "Error: it" }],
      problems: [],
    });
  });

  it("is a failure when it is missing", () => {
    expect(readTestReport(directory).problems).toEqual([
      expect.stringContaining("no report of its tests: Error: ENOENT"),
    ]);
  });

  it("is a failure when it is cut short", () => {
    writeFileSync(join(directory, "test-results.json"), '{"numTotalTests":');

    expect(readTestReport(directory).problems).toEqual([
      expect.stringContaining("no report of its tests: SyntaxError"),
    ]);
  });

  it("is a failure when it holds no test", () => {
    report([]);

    expect(readTestReport(directory).problems).toContain("its report holds no test");
  });

  it("is a failure when a file could not be loaded, though no test failed", () => {
    report([
      { file: "test/walk.test.ts", tests: ["passed"] },
      { file: "test/bad.test.ts", tests: [], status: "failed", message: "no such module\nat x" },
    ]);

    expect(readTestReport(directory)).toMatchObject({
      passed: 1,
      failed: 0,
      problems: expect.arrayContaining(["test/bad.test.ts failed outside of its tests: no such module"]) as unknown,
    });
  });

  it("is a failure when a test file lies there that never ran", () => {
    writeFileSync(join(directory, "test/order.test.ts"), "");
    writeFileSync(join(directory, "test/types.test-d.ts"), "");
    report([{ file: "test/walk.test.ts", tests: ["passed"] }]);

    expect([...readTestReport(directory).problems].sort()).toEqual([
      "test/order.test.ts lies there, but none of its tests ran",
      "test/types.test-d.ts lies there, but none of its tests ran",
    ]);
  });

  it("is a failure when the runner failed outside of every test", () => {
    report([{ file: "test/walk.test.ts", tests: ["passed"] }], { success: false });

    expect(readTestReport(directory).problems).toEqual(["its runner failed though no test did"]);
  });

  it("is a failure when some tests have no outcome", () => {
    report([{ file: "test/walk.test.ts", tests: ["passed"] }], { numTotalTests: 3 });

    expect(readTestReport(directory).problems).toEqual(["3 tests, but 1 have an outcome"]);
  });
});

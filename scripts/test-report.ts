import { globSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { OutsideError } from "@live-sessions/config/report-errors";

/** What one package's tests came to. */
export interface TestTally {
  readonly passed: number;
  readonly failed: number;
  /** Switched off in the code; shown, counted as neither. */
  readonly skipped: number;
  /** The tests that failed, in the order of the report. */
  readonly failures: readonly TestFailure[];
  /** Why the figures do not stand for the package: each is one more failure. */
  readonly problems: readonly string[];
}

/** A test that failed. */
export interface TestFailure {
  /** Relative to its package. */
  readonly file: string;
  /** What it is called, after the groups that it is in. */
  readonly name: string;
  /** The first line of what it says. */
  readonly message: string;
}

/** The part of Vitest's JSON report that is read here. */
interface VitestReport {
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
  testResults: { name: string; status: string; message: string; assertionResults: VitestTest[] }[];
  /** What packages/config/report-errors.ts adds. */
  outsideErrors?: OutsideError[];
}

interface VitestTest {
  status: string;
  fullName: string;
  failureMessages?: string[];
}

/** Which files hold tests; the same patterns as in packages/config/vitest.ts. */
const testFilePatterns = ["test/**/*.test.ts", "test/**/*.test-d.ts"];

/** The test files that lie in a package's `directory`, relative to it. */
export function testFilesIn(directory: string): string[] {
  return globSync(testFilePatterns, { cwd: directory });
}

/**
 * Reads `test-results.json` in a package's `directory` and holds it against the test files that lie there.
 *
 * A file that could not be loaded fails without a failed test, and one that the runner never reached is not in the
 * report at all; both are problems here, and so are a missing report, a report without tests, one that says
 * `success: false` while every test passed, and each error outside of any test.
 */
export function readTestReport(directory: string): TestTally {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(join(directory, "test-results.json"), "utf8")) as VitestReport;
  } catch (cause) {
    return { passed: 0, failed: 0, skipped: 0, failures: [], problems: [`no report of its tests: ${String(cause)}`] };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failedTests(directory, report),
    problems: [
      ...brokenFiles(directory, report),
      ...unreachedFiles(directory, report),
      ...contradictions(report),
      ...outsideErrors(report),
    ],
  };
}

function failedTests(directory: string, { testResults }: VitestReport): TestFailure[] {
  return testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName: name, failureMessages: [message = ""] = [] }) => {
        return { file: relative(directory, file), name, message: message.split("\n")[0] ?? "" };
      }),
  );
}

function brokenFiles(directory: string, report: VitestReport): string[] {
  return report.testResults
    .filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
    .map(
      (file) => `${relative(directory, file.name)} failed outside of its tests: ${file.message.split("\n")[0] ?? ""}`,
    );
}

function unreachedFiles(directory: string, report: VitestReport): string[] {
  const reached = new Set(
    report.testResults.filter((file) => file.assertionResults.length > 0).map((file) => file.name),
  );
  return testFilesIn(directory)
    .filter((file) => !reached.has(resolve(directory, file)))
    .map((file) => `${file} lies there, but none of its tests ran`);
}

function contradictions(report: VitestReport): string[] {
  const counted = report.numPassedTests + report.numFailedTests + report.numPendingTests + report.numTodoTests;
  return [
    ...(report.numTotalTests === 0 ? ["its report holds no test"] : []),
    ...(counted === report.numTotalTests ? [] : [`${report.numTotalTests} tests, but ${counted} have an outcome`]),
    ...(!report.success && report.numFailedTests === 0 ? ["its runner failed though no test did"] : []),
  ];
}

function outsideErrors({ outsideErrors: errors = [] }: VitestReport): string[] {
  return errors.map(({ file, message }) => `an error outside of any test${file ? `, in ${file}` : ""}: ${message}`);
}

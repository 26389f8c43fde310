import { readTestReport, testFilesIn } from "./test-report.ts";
import { type WorkspacePackage, workspacePackages } from "./workspace-packages.ts";

/** What was tested: a package, or a part of one with a report of its own. */
export type Tested = Pick<WorkspacePackage, "name" | "directory">;

/** What all tests came to. */
export interface TestSummary {
  /** For people: a line for each of `tested`, what failed by name, and `N passed, N failed` at the end. */
  readonly lines: readonly string[];
  /** Whether there were tests and all of them passed. */
  readonly isGreen: boolean;
}

/** The packages of this workspace that have tests. */
export function testedPackages(): WorkspacePackage[] {
  return workspacePackages().filter(({ scripts, directory }) => "test" in scripts || testFilesIn(directory).length > 0);
}

/**
 * Adds up the reports of the tests of `tested`, which a runner ran that ended with `exitCode` (null by a signal).
 * A report that is missing or cut short is a failure, and so is a runner that failed though every report is green.
 */
export function summariseTests(tested: readonly Tested[], exitCode: number | null = 0): TestSummary {
  const tallies = tested.map(({ name, directory }) => ({ name, ...readTestReport(directory) }));
  const counts = tallies.map(({ name, passed, failed, skipped }) => {
    const skippedNote = skipped > 0 ? `, ${skipped} skipped` : "";
    return `${name}: ${passed} passed, ${failed} failed${skippedNote}`;
  });
  const failures = tallies.flatMap(({ name: of, failures: tests, problems }) => [
    ...tests.flatMap(({ file, name, message }) => [`failed: ${of} ${file} > ${name}`, `    ${message}`]),
    ...problems.map((problem) => `counted as failed: ${of}: ${problem}`),
  ]);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed + tally.problems.length, 0);
  if (failed === 0 && exitCode !== 0) {
    const ended = exitCode === null ? "by a signal" : `with exit code ${exitCode}`;
    const problem = `counted as failed: the runner ended ${ended} though no report says why; see its output`;
    return { lines: [...counts, problem, `${passed} passed, 1 failed`], isGreen: false };
  }
  return { lines: [...counts, ...failures, `${passed} passed, ${failed} failed`], isGreen: failed === 0 && passed > 0 };
}

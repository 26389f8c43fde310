// Adds up the test reports of every package and ends with the one line that `.ci/run` ends with.
import { join } from "node:path";
import { readTestReport, testFilesIn } from "./test-report.ts";
import { workspacePackages } from "./workspace-packages.ts";

const tested = workspacePackages().filter(
  ({ scripts, directory }) => "test" in scripts || testFilesIn(directory).length > 0,
);
// The rehearsal of a release, which is run on its own: it tries what was built, and takes the whole machine.
const rehearsal = { name: "rehearsal", directory: join(import.meta.dirname, "rehearsal") };
const tallies = [...tested, rehearsal].map(({ name, directory }) => ({ name, ...readTestReport(directory) }));

for (const { name, passed, failed, skipped, problems } of tallies) {
  const skippedNote = skipped > 0 ? `, ${skipped} skipped` : "";
  process.stdout.write(`${name}: ${passed} passed, ${failed} failed${skippedNote}\n`);
  for (const problem of problems) process.stdout.write(`  counted as failed: ${problem}\n`);
}

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed + tally.problems.length, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

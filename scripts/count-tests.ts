// Adds up the test reports of every package and ends with the one line that `.ci/run` ends with.
import { join } from "node:path";
import { summariseTests, testedPackages } from "./test-summary.ts";

// The rehearsal of a release, which is run on its own: it tries what was built, and takes the whole machine.
const rehearsal = { name: "rehearsal", directory: join(import.meta.dirname, "rehearsal") };
const { lines, isGreen } = summariseTests([...testedPackages(), rehearsal]);

process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = isGreen ? 0 : 1;

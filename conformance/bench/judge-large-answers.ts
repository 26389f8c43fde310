// Runs the suite on a server (arguments: its base URL and its provisioner's) and prints, as JSON, what judging took.
import { measureInRun } from "../src/running/measure-in-run.ts";
import { runWithParts } from "../src/running/run-conformance.ts";
import { planScenario } from "../src/scenario/live-sessions/scenario.ts";

const [baseUrl = "", provisioner = ""] = process.argv.slice(2);
let before = process.cpuUsage();
await runWithParts(
  { baseUrl, provisioner, seed: 1 },
  {
    plan: planScenario,
    // All is recorded when this is called; what follows is judging.
    measure: (recording, isSelected, signal) => {
      before = process.cpuUsage();
      return measureInRun(recording, isSelected, signal);
    },
  },
);
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1000;
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, megabytes }));

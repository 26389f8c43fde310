import { reporterNames } from "../reporters.ts";
import type { Setting } from "./setting.ts";

/** How strictly is judged. */
export const judgingSettings: readonly Setting[] = [
  {
    name: "level",
    value: "must|should",
    choices: ["must", "should"],
    text: "lowest level whose failure fails the run (default must)",
  },
  { name: "rule", value: "<glob>", isRepeatable: true, text: "judge only these rules" },
  { name: "skip-rule", value: "<glob>", isRepeatable: true, text: "leave these rules out" },
  {
    name: "known-failures",
    value: "<file>",
    text: "JSON list of {rule, reason, until}: shown as known until that day (see baseline)",
  },
  {
    name: "allow-inconclusive",
    value: "<glob>",
    isRepeatable: true,
    text: "rules that may stay without a verdict",
  },
];

/** What is shown, and where. */
export const outputSettings: readonly Setting[] = [
  {
    name: "reporter",
    value: "<name>[=file]",
    isRepeatable: true,
    text: `${listed(reporterNames)}; without a file to stdout`,
  },
];

function listed([usual, ...others]: readonly string[]): string {
  return `${[`${usual} (default)`, ...others.slice(0, -1)].join(", ")} or ${others.at(-1)}`;
}

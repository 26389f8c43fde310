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
    text: "pretty (default), json, junit, markdown or html; without a file to stdout",
  },
];

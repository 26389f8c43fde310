import type { Command } from "./command.ts";
import { judgingSettings, outputSettings } from "./settings/judging-settings.ts";
import { limitSettings, targetSettings } from "./settings/target-settings.ts";

/** Name of the program, as its users call it. */
export const programName = "live-sessions-conformance";

const secretsNote = `Secrets come from the environment alone, as flags show in process lists:
  LIVE_SESSIONS_AUTHORIZATION              read-only: the API key, as sent in Authorization
  LIVE_SESSIONS_PROVISIONER_AUTHORIZATION  the provisioner's Authorization, if it wants one`;

const exitNote = `Exit code: 0 the contract is kept, as far as the mode can show it · 1 it is not, or known failures are stale ·
2 wrong usage · 3 nothing failed, but something within reach could not be proven · 4 no target, broken
provisioner, or a fault of the suite · 130 interrupted (a report is still written)`;

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: "run",
    summary: "judge a server, or the document's own examples (--mock)",
    operands: [],
    settings: [
      { title: "Target", settings: targetSettings },
      { title: "Judging", settings: judgingSettings },
      { title: "Output", settings: outputSettings },
      { title: "Limits", settings: limitSettings },
    ],
    notes: `${secretsNote}\n\n${exitNote}`,
    examples: [
      "run --base-url https://test.example.com --provisioner http://127.0.0.1:8081",
      "run --base-url https://api.example.com --live-entity 3f0c5a52-7d0e-4c39-9d4f-2f6b8a1e0c11",
      "run --mock --reporter pretty --reporter junit=reports/mock.xml",
    ],
    load: async () => (await import("./commands/run-command.ts")).runCommand,
  },
  {
    name: "list",
    summary: "list the rules, or the contract's clauses with the rules that prove them",
    operands: [],
    settings: [
      {
        title: "Output",
        settings: [
          { name: "clauses", text: "clauses, each with the rules that prove it" },
          { name: "json", text: "as JSON" },
        ],
      },
    ],
    examples: ["list", "list --clauses", "list --json"],
    load: async () => (await import("./commands/list-command.ts")).listCommand,
  },
  {
    name: "explain",
    summary: "say what a rule or a clause is about: why, how it is tried, what usually is wrong",
    operands: ["a rule or a clause"],
    settings: [],
    examples: ["explain pagination.exactly-once", "explain errors.key-first"],
    load: async () => (await import("./commands/explain-command.ts")).explainCommand,
  },
];

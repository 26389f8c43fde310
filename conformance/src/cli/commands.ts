import type { Command } from "./command.ts";
import { listenForInterruption } from "./interruption.ts";
import { PROGRAM_NAME } from "./program-name.ts";
import { judgingSettings, outputSettings, runGroups } from "./settings/run-settings.ts";
import { secretSettings } from "./settings/secrets-table.ts";
import type { Setting } from "./settings/setting.ts";
import { DAY, oneOf, SWITCH, TEXT } from "./settings/value-schema.ts";

const secretsNote = `Secrets are read from the environment only, because process lists show flags:
${secretSettings.map(({ variable, text }) => `  ${variable.padEnd(39)}  ${text}`).join("\n")}`;

const EXIT_NOTE = `Exit code: 0 the contract is kept, as far as the mode can show it · 1 it is not kept, or a known failure is stale ·
2 wrong usage · 3 nothing failed, but something that the mode can test could not be proven · 4 target not reachable,
provisioner broken, or an error of the suite · 130 interrupted (a report is still written)`;

const json: Setting = { name: "json", schema: SWITCH, text: "print JSON" };

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: "run",
    summary: "judge a server, or the examples of the OpenAPI document (--mock)",
    operands: [],
    settings: runGroups,
    notes: `${secretsNote}\n\n${EXIT_NOTE}`,
    examples: [
      "run --base-url https://test.example.com --provisioner http://127.0.0.1:8081",
      "run --base-url https://api.example.com --live-entity 3f0c5a52-7d0e-4c39-9d4f-2f6b8a1e0c11",
      "run --mock --reporter pretty --reporter junit=reports/mock.xml",
      "run --config invoices.jsonc --probes all",
    ],
    load: async () => {
      // Before the suite is loaded: from here on Ctrl-C leaves a report.
      const interruption = listenForInterruption();
      const { runCommand } = await import("./commands/run-command.ts");
      return (invocation) => runCommand(invocation, interruption);
    },
  },
  {
    name: "list",
    summary: "list the rules, or the contract's clauses with the rules that prove them",
    operands: [],
    settings: [
      {
        title: "Output",
        settings: [
          { name: "clauses", schema: SWITCH, text: "list the clauses, each with the rules that prove it" },
          json,
        ],
      },
    ],
    examples: ["list", "list --clauses", "list --json"],
    load: async () => (await import("./commands/list-command.ts")).listCommand,
  },
  {
    name: "explain",
    summary:
      "explain a rule or a clause: why it exists, how it is tested, what fails it, how to fix that; or list the rules of a family",
    operands: ["a rule, clause or family"],
    settings: [],
    examples: ["explain pagination.exactly-once", "explain errors.key-first", "explain errors"],
    load: async () => (await import("./commands/explain-command.ts")).explainCommand,
  },
  {
    name: "doctor",
    summary: "say whether a run with these flags could start, with what data, and what to do next; nothing is judged",
    operands: [],
    settings: runGroups,
    notes: secretsNote,
    examples: ["doctor --base-url https://api.example.com --live-entity 3f0c5a52-7d0e-4c39-9d4f-2f6b8a1e0c11"],
    load: async () => (await import("./commands/doctor-command.ts")).doctorCommand,
  },
  {
    name: "init",
    summary: "write a configuration file from flags or from your answers, or write one for a provisioner",
    operands: [],
    settings: [
      {
        title: "File",
        settings: [
          {
            name: "output",
            schema: TEXT,
            value: "<file>",
            text: "the file to write",
            default: "live-sessions-conformance.jsonc",
          },
          { name: "force", schema: SWITCH, text: "overwrite an existing file" },
          {
            name: "provisioner-config",
            schema: oneOf(["sqlite", "postgresql", "mysql"]),
            value: "<database>",
            text: "write provisioner.json instead: a template of the configuration of live-sessions-provisioner",
          },
        ],
      },
      ...runGroups,
    ],
    examples: [
      "init",
      "init --base-url https://test.example.com --provisioner http://127.0.0.1:9090",
      "init --provisioner-config postgresql",
    ],
    load: async () => (await import("./commands/init-command.ts")).initCommand,
  },
  {
    name: "judge",
    summary: "judge a stored report again with the rules of this version; nothing is sent",
    operands: ["a JSON report"],
    settings: [{ ...judgingSettings, title: "Judging (default: as in the run)" }, outputSettings],
    notes: EXIT_NOTE,
    examples: ["judge report.json", "judge report.json --level should --reporter html=report.html"],
    load: async () => (await import("./commands/judge-command.ts")).judgeCommand,
  },
  {
    name: "diff",
    summary: "list the rules whose outcome differs between two reports; exit 1 if something got worse",
    operands: ["the older JSON report", "the newer JSON report"],
    settings: [{ title: "Output", settings: [json] }],
    examples: ["diff main.json branch.json"],
    load: async () => (await import("./commands/diff-command.ts")).diffCommand,
  },
  {
    name: "baseline",
    summary: "print a known-failures file for the rules that failed in a report",
    operands: ["a JSON report"],
    settings: [
      {
        title: "Output",
        settings: [
          {
            name: "until",
            schema: DAY,
            value: "<day>",
            text: "last day on which the failures are accepted, YYYY-MM-DD",
            default: "in 90 days",
          },
        ],
      },
    ],
    notes: "Fill in each reason before you use the file. From the day after `until`, the failure counts again.",
    examples: ["baseline report.json > known-failures.json"],
    load: async () => (await import("./commands/baseline-command.ts")).baselineCommand,
  },
  {
    name: "infer",
    summary:
      "show what an OpenAPI document declares about the paging of each list, and what it leaves out; nothing is sent",
    operands: ["an OpenAPI document"],
    settings: [
      {
        title: "Output",
        settings: [
          {
            name: "operation",
            schema: TEXT,
            value: "<id>",
            text: "write a configuration for this operation (or for 'GET /path')",
          },
          json,
        ],
      },
    ],
    notes:
      "Local $refs are followed. A guess from a name is marked with ?, and is a comment in the configuration: it may be wrong.",
    examples: ["infer openapi.yaml", "infer openapi.yaml --operation listInvoices > conformance.jsonc"],
    load: async () => (await import("./commands/infer-command.ts")).inferCommand,
  },
  {
    name: "completion",
    summary: "print a completion script for bash, zsh or fish",
    operands: ["a shell"],
    settings: [],
    examples: [`completion bash > /etc/bash_completion.d/${PROGRAM_NAME}`],
    load: async () => (await import("./commands/completion-command.ts")).completionCommand,
  },
];

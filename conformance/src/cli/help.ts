import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { programName } from "./program-name.ts";
import type { Setting } from "./settings/setting.ts";

const widestFlag = 30;

/** What `--help` prints. */
export function programHelp(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Asks a deployment whether it keeps the contract of GET /v1/live_entities/{id}/live_sessions.

Usage: ${programName} <command> [flags]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

Flags:
  --help     of each command, too
  --version

Examples:
  ${programName} run --mock
  ${programName} run --base-url https://test.example.com --provisioner http://127.0.0.1:8081
`;
}

/** What `<command> --help` prints. */
export function commandHelp(command: Command): string {
  const operands = command.operands.map((operand) => ` <${operand.replace(/^(a|an|the) /, "")}>`).join("");
  const parts = [
    `${programName} ${command.name}: ${command.summary}`,
    `Usage: ${programName} ${command.name}${operands}${command.settings.length > 0 ? " [flags]" : ""}`,
    ...command.settings.map(({ title, settings }) => `${title}:\n${settings.map(settingLine).join("\n")}`),
    ...(command.notes === undefined ? [] : [command.notes]),
    `Examples:\n${command.examples.map((example) => `  ${programName} ${example}`).join("\n")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function settingLine(setting: Setting): string {
  const flag = `--${setting.name}${valueText(setting)}`;
  const repeatable = setting.isRepeatable === true ? "; repeatable" : "";
  return `  ${flag.padEnd(widestFlag)}  ${setting.text}${repeatable}`;
}

function valueText({ value, isValueOptional }: Setting): string {
  if (value === undefined) return "";
  return isValueOptional === true ? ` [${value}]` : ` ${value}`;
}

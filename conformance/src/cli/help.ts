import { LIST_PATH } from "../contract/generated/list-names.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { PROGRAM_NAME } from "./program-name.ts";
import { flagText, type Setting, settingText } from "./settings/setting.ts";

const MAX_FLAG = 30;

/** What `--help` prints. */
export function programHelp(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Tests whether a deployment keeps the contract of GET ${LIST_PATH}.

Usage: ${PROGRAM_NAME} <command> [flags]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

Flags:
  --help, -h     also after a command
  --version, -v

Examples:
  ${PROGRAM_NAME} run --mock
  ${PROGRAM_NAME} run --base-url https://test.example.com --provisioner http://127.0.0.1:8081
`;
}

/** An argument that is not a flag, as the usage shows it. */
export function placeholder(operand: string): string {
  return `<${operand.replace(/^(a|an|the) /, "")}>`;
}

/** What `<command> --help` prints. */
export function commandHelp(command: Command): string {
  const operands = command.operands.map((operand) => ` ${placeholder(operand)}`).join("");
  const parts = [
    `${PROGRAM_NAME} ${command.name}: ${command.summary}`,
    `Usage: ${PROGRAM_NAME} ${command.name}${operands}${command.settings.length > 0 ? " [flags]" : ""}`,
    ...command.settings.map(({ title, settings }) => `${title}:\n${settings.map(settingLine).join("\n")}`),
    ...(command.notes === undefined ? [] : [command.notes]),
    `Examples:\n${command.examples.map((example) => `  ${PROGRAM_NAME} ${example}`).join("\n")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function settingLine(setting: Setting): string {
  return `  ${flagText(setting).padEnd(MAX_FLAG)}  ${settingText(setting)}`;
}

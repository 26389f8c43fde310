import type { Command } from "./command.ts";
import { defaultText, type Flag, type Setting } from "./flag.ts";

const PROGRAM = "live-sessions-server";
const WIDTH = 120;
const FLAG_WIDTH = 32;

/** What `--help` prints. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `${PROGRAM}: lists live sessions, newest first, from SQLite or PostgreSQL

Usage: ${PROGRAM} <command> [flags]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${wrapped(summary, width + 4)}`).join("\n")}

Flags:
  --help, -h     also after a command
  --version, -v

Examples:
  ${PROGRAM} sample
  ${PROGRAM} serve --database live-sessions.sqlite --port 8080

Environment:
  LIVE_SESSIONS_PROVISIONER_AUTHORIZATION   the Authorization header that the provisioning listener requires
  Each setting of serve is also a variable, such as LIVE_SESSIONS_PORT. A flag wins over a variable, a variable over the file.

Exit codes: 0 stopped by a signal, 1 failure at run time, 2 wrong usage
`;
}

/** What `<command> --help` prints. */
export function commandHelp({ name, summary, flags }: Command): string {
  const usage = flags.filter(({ isRequired }) => isRequired === true).map((flag) => ` --${flag.name} ${flag.value}`);
  return `${PROGRAM} ${name}: ${summary}

Usage: ${PROGRAM} ${name}${usage.join("")} [flags]

${flags.map(flagLine).join("\n")}
`;
}

function flagLine(flag: Flag | Setting<unknown>): string {
  const usual = "default" in flag ? defaultText(flag) : undefined;
  const text = wrapped(`${flag.text}${usual === undefined ? "" : ` (default ${usual})`}`, FLAG_WIDTH + 4);
  const shown = `--${flag.name} ${flag.value}`;
  const isLong = shown.length > FLAG_WIDTH;
  return `  ${isLong ? `${shown}\n${" ".repeat(FLAG_WIDTH + 4)}` : `${shown.padEnd(FLAG_WIDTH)}  `}${text}`;
}

/** A text in lines, broken at spaces, each but the first indented. */
function wrapped(text: string, indent: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = [lines.at(-1), word].filter(Boolean).join(" ");
    if (longer.length > WIDTH - indent) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}

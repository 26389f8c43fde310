import { suiteVersion } from "../contract/contract-document.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { inertTerminal } from "./inert-terminal.ts";
import { parseCommandLine } from "./parse-command-line.ts";
import { PROGRAM_NAME } from "./program-name.ts";
import { reportError } from "./report-error.ts";
import { didYouMean } from "./suggest.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs the program.
 *
 * @param args the arguments behind the program's name
 * @param given all that is written to it is inert
 * @returns the exit code; it never throws
 */
export async function runProgram(args: readonly string[], given: Terminal): Promise<number> {
  const terminal = inertTerminal(given);
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    return reportError(error, terminal);
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined) {
    terminal.err(await helpOf(undefined));
    return 2;
  }
  if (["--version", "-v", "-V"].includes(first)) return print(`${suiteVersion()}\n`, terminal);
  if (first === "--help" || first === "-h" || (first === "help" && rest.length === 0))
    return print(await helpOf(undefined), terminal);
  if (first === "help") return print(await helpOf(commandOf(rest[0] ?? "")), terminal);
  const command = commandOf(first);
  const { given, operands, asks } = parseCommandLine(rest, command);
  if (asks === "help") return print(await helpOf(command), terminal);
  if (asks === "version") return print(`${suiteVersion()}\n`, terminal);
  const run = await command.load();
  return run({ given, operands, terminal, commands });
}

// Loaded when it is asked for: no other command waits for it.
async function helpOf(command: Command | undefined): Promise<string> {
  const { commandHelp, programHelp } = await import("./help.ts");
  return command === undefined ? programHelp() : commandHelp(command);
}

function commandOf(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const names = commands.map((candidate) => candidate.name);
  if (name.startsWith("-"))
    throw new UsageError(`The first argument must be a command, got ${name}: write ${PROGRAM_NAME} run ${name} …`);
  throw new UsageError(`There is no command "${name}".${didYouMean(name, names)} Commands: ${names.join(", ")}.`);
}

function print(text: string, terminal: Terminal): number {
  terminal.out(text);
  return 0;
}

import { readFileSync } from "node:fs";
import process from "node:process";
import { RuntimeFailure, UsageError } from "./cli-error.ts";
import type { Environment } from "./command.ts";
import { parseFlags } from "./command-line.ts";
import { COMMANDS } from "./commands.ts";
import { commandHelp, programHelp } from "./help.ts";
import { didYouMean } from "./suggest.ts";

/**
 * Runs one command line.
 *
 * @param args without the program's own name
 * @returns the exit code: 0, 1 for a failure at run time, 2 for wrong usage
 */
export async function runCli(args: readonly string[], environment: Environment): Promise<number> {
  try {
    await run(args, environment);
    return 0;
  } catch (error) {
    process.stderr.write(`live-sessions-server: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!isFromOutside(error)) {
      process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    }
    return error instanceof UsageError ? 2 : 1;
  }
}

// What a disk, a network or a database answers is not a bug, so nobody needs to see where it was met.
function isFromOutside(error: unknown): boolean {
  if (error instanceof UsageError || error instanceof RuntimeFailure) return true;
  return error instanceof Error && ("errcode" in error || "errno" in error || "severity" in error);
}

async function run(args: readonly string[], environment: Environment): Promise<void> {
  const [first, second = ""] = args;
  if (first === undefined)
    throw new UsageError(`Which command? There are: ${commandNames().join(", ")}. See live-sessions-server --help.`);
  if (["--help", "-h", "help"].includes(first)) return print(programHelp(COMMANDS));
  if (["--version", "-v", "-V"].includes(first)) return print(`${version()}\n`);
  const command = COMMANDS.find(({ name }) => name === first || name === `${first} ${second}`);
  if (!command) throw unknownCommand(first, second);
  const flags = parseFlags(args.slice(command.name.split(" ").length), command);
  if (flags === "help") return print(commandHelp(command));
  if (flags === "version") return print(`${version()}\n`);
  await command.run(flags, environment);
}

function unknownCommand(first: string, second: string): UsageError {
  const given = second.startsWith("-") || second === "" ? first : `${first} ${second}`;
  const names = commandNames();
  return new UsageError(
    `There is no command ${JSON.stringify(given)}.${didYouMean(given, names)} Commands: ${names.join(", ")}.`,
  );
}

function commandNames(): readonly string[] {
  return COMMANDS.map(({ name }) => name);
}

function print(text: string): void {
  process.stdout.write(text);
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return String((manifest as { version?: unknown }).version);
}

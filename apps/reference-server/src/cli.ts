import { readFileSync } from "node:fs";
import process from "node:process";
import {
  accountsCreate,
  accountsDelete,
  accountsList,
  entitiesCreate,
  entitiesDelete,
  entitiesList,
  keysCreate,
  keysList,
  keysRevoke,
  sessionsDelete,
} from "./administration-commands.ts";
import { RuntimeFailure, UsageError } from "./cli-error.ts";
import type { Command, Environment } from "./command.ts";
import { HELP } from "./help.ts";
import { sampleCommand } from "./sample-command.ts";
import { serveCommand } from "./serve-command.ts";
import { exportCommand, importCommand } from "./transfer-commands.ts";
import { verifyCommand } from "./verify-command.ts";

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["serve", serveCommand],
  ["sample", sampleCommand],
  ["accounts create", accountsCreate],
  ["accounts delete", accountsDelete],
  ["accounts list", accountsList],
  ["entities create", entitiesCreate],
  ["entities delete", entitiesDelete],
  ["entities list", entitiesList],
  ["keys create", keysCreate],
  ["keys list", keysList],
  ["keys revoke", keysRevoke],
  ["sessions delete", sessionsDelete],
  ["import", importCommand],
  ["export", exportCommand],
  ["verify", verifyCommand],
]);

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

// What a disk, a network or a database answers is no bug, so nobody needs to see where it was met.
function isFromOutside(error: unknown): boolean {
  if (error instanceof UsageError || error instanceof RuntimeFailure) return true;
  return error instanceof Error && ("errcode" in error || "errno" in error || "severity" in error);
}

async function run(args: readonly string[], environment: Environment): Promise<void> {
  const [name, ...rest] = args;
  if (name === "-h" || args.includes("--help")) {
    process.stdout.write(HELP);
    return;
  }
  if (name === "--version") {
    process.stdout.write(`${version()}\n`);
    return;
  }
  const known = [...COMMANDS.keys()].join(", ");
  if (name === undefined) throw new UsageError(`Which command? There are: ${known}. See live-sessions-server --help.`);
  const [second = "", ...further] = rest;
  const single = COMMANDS.get(name);
  if (single) return single(rest, environment);
  const double = COMMANDS.get(`${name} ${second}`);
  if (double) return double(further, environment);
  const given = second.startsWith("-") || second === "" ? name : `${name} ${second}`;
  throw new UsageError(`There is no command ${JSON.stringify(given)}; there are: ${known}.`);
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return String((manifest as { version?: unknown }).version);
}

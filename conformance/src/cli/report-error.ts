import { shortText } from "../report/short-text.ts";
import { plainMessage } from "./plain-message.ts";
import type { Terminal } from "./terminal.ts";

/** Exit code of each error that is not one of the suite. */
const exitCodes: ReadonlyMap<string, number> = new Map([
  ["UsageError", 2],
  ["ConfigurationError", 2],
  ["DeclarationError", 2],
  ["TargetError", 4],
  ["ProvisionerError", 4],
]);

/** Characters of a message: a server or a file may have chosen them. */
const MAX_MESSAGE = 4000;

/**
 * Says in one line what went wrong; the stack only with DEBUG.
 *
 * @returns the exit code: 2 for wrong usage, 4 for a target or provisioner that cannot be used and for errors of the suite
 */
export function reportError(error: unknown, terminal: Terminal): number {
  const name = error instanceof Error ? error.name : "";
  const message = plainMessage(shortText(error instanceof Error ? error.message : String(error), MAX_MESSAGE));
  const exitCode = exitCodes.get(name);
  if (exitCode === undefined) {
    terminal.err(`error: the suite itself failed: ${message}\nSet DEBUG=1 to print the stack trace.\n`);
  } else {
    terminal.err(`error: ${message}\n`);
  }
  if (terminal.environment["DEBUG"] && error instanceof Error) terminal.err(`${error.stack ?? ""}\n`);
  return exitCode ?? 4;
}

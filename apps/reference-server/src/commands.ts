import { administrationCommands } from "./administration-commands.ts";
import type { Command } from "./command.ts";
import { sampleCommand } from "./sample-command.ts";
import { serveCommand } from "./serve-command.ts";
import { exportCommand, importCommand } from "./transfer-commands.ts";
import { verifyCommand } from "./verify-command.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  serveCommand,
  sampleCommand,
  ...administrationCommands,
  importCommand,
  exportCommand,
  verifyCommand,
];

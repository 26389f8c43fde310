const MAX_COMMAND = 4000;

/** A command to be pasted: whole or not at all, as a part of it would be another one. */
export function commandText(command: string): string {
  return command.length > MAX_COMMAND ? `(a command of ${command.length} characters: see the JSON report)` : command;
}

import type { Given, SettingGroup } from "./settings/setting.ts";
import type { Terminal } from "./terminal.ts";

/** What a command gets to do its work. */
export interface Invocation {
  readonly given: Given;
  /** Arguments that are not flags; as many as the command's `operands`. */
  readonly operands: readonly string[];
  readonly terminal: Terminal;
  /** Every command of the program. */
  readonly commands: readonly Command[];
}

/** Does a command's work. @returns the exit code */
export type RunCommand = (invocation: Invocation) => Promise<number>;

/** A command as the command line knows it; what it does is loaded when it is called. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of the arguments that are not flags; each must be given. */
  readonly operands: readonly string[];
  readonly settings: readonly SettingGroup[];
  /** Shown below the flags. */
  readonly notes?: string;
  readonly examples: readonly string[];
  load(): Promise<RunCommand>;
}

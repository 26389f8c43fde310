import type { Flag, Flags } from "./flag.ts";

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A command of the CLI. */
export interface Command {
  /** One word, or two: `accounts create`. */
  readonly name: string;
  /** What it does, in half a sentence. */
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** Resolves when it is done. */
  run(flags: Flags, environment: Environment): Promise<void>;
}

/** Where the sessions are; of every command that works on them. */
export const DATABASE_FLAG: Flag = {
  name: "database",
  value: "<location>",
  text: "SQLite file or postgres:// URL; also from LIVE_SESSIONS_DATABASE",
};

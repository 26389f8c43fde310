/** A flag of a command: `--name` and a value. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string;
  /** What stands for the value in the help. */
  readonly value: string;
  /** What it does, in half a sentence. */
  readonly text: string;
  /** The command cannot do without it. */
  readonly isRequired?: true;
}

/** The values of a command's flags, by name. */
export type Flags = Readonly<Record<string, string | undefined>>;

/** A setting of `serve`: a flag, an environment variable and a member of the configuration file. */
export interface Setting<T> extends Flag {
  /** What holds where no source has it. */
  readonly default: T;
  /** @throws {UsageError} for a value that is wrong, naming `source`, which gave it */
  parse(value: string, source: string): T;
}

/** The environment variable of a setting. */
export function variableOf({ name }: Flag): string {
  return `LIVE_SESSIONS_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** A setting's default as one would write it; undefined where there is none. */
export function defaultText({ default: usual }: Setting<unknown>): string | undefined {
  if (typeof usual === "boolean") return usual ? "on" : "off";
  return usual === undefined || String(usual) === "" ? undefined : String(usual);
}

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A command of the CLI: its arguments without its own name. Resolves when it is done. */
export type Command = (args: readonly string[], environment: Environment) => Promise<void>;

/** The command line, the configuration or a file that it names is wrong. The CLI exits with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

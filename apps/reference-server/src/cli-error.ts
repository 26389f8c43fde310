/** A command line that cannot be followed: one sentence on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something outside that stops the program, such as a port that is taken: one sentence on stderr, exit code 1. */
export class RuntimeFailure extends Error {
  override readonly name = "RuntimeFailure";
}

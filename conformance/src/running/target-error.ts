/** The target cannot be judged: it is unreachable. The CLI exits with 4. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}

/** A test that a rule fails: the message says which clause, where, what was expected and how to see it again. */
export class ConformanceFailure extends Error {
  override readonly name = "ConformanceFailure";
  /** Id of the rule; undefined for the run as a whole. */
  readonly rule: string | undefined;

  constructor(message: string, rule?: string) {
    super(message);
    this.rule = rule;
  }
}

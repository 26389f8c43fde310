/** What a rule finds wrong: a sentence for the author, and the member of the visited node that it is about. */
export interface Problem {
  readonly message: string;
  readonly location?: unknown;
}

/** The part of Redocly's rule context that our rules use (openapi-core's `UserContext`, which the CLI doesn't export). */
export interface RuleContext {
  readonly location: { child(path: readonly (string | number)[]): unknown };
  report(problem: Problem): void;
  resolve(node: unknown): { readonly node?: unknown };
}

/** A rule: Redocly calls `Operation` for every operation of the document. */
export interface OperationRule {
  Operation(operation: unknown, context: RuleContext): void;
}

/** The node as an object, so that its members can be asked for; an empty one for everything else. */
export function membersOf(node: unknown): Readonly<Record<string, unknown>> {
  return typeof node === "object" && node !== null ? (node as Record<string, unknown>) : {};
}

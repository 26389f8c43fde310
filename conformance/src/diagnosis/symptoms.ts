import type { Failure } from "../findings/finding.ts";
import type { View } from "../reading/view.ts";
import type { RuleResult } from "../verdict/judge-recording.ts";

/** A recording and what its rules found: all that a cause is told from. */
export class Symptoms {
  readonly view: View;
  /** What failed, warnings and known failures too, by rule. */
  readonly failures: ReadonlyMap<string, Failure>;

  constructor(view: View, results: readonly RuleResult[]) {
    this.view = view;
    this.failures = new Map(results.flatMap(({ rule, failure }) => (failure ? [[rule.id, failure] as const] : [])));
  }

  /** True when one of these rules failed. */
  hasFailed(...ruleIds: readonly string[]): boolean {
    return ruleIds.some((id) => this.failures.has(id));
  }
}

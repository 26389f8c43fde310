import type { Capability, Mode } from "../recording/recording.ts";
import type { Explanation } from "../rules/rule.ts";

/** Everything about a rule but how it judges. */
export interface RuleEntry {
  readonly id: string;
  readonly level: "MUST" | "SHOULD";
  readonly title: string;
  readonly since: string;
  readonly clauses: readonly string[];
  readonly modes: readonly Mode[];
  readonly needs: readonly Capability[];
  readonly explanation: Explanation;
  /** How many faulty servers fail it when the suite is tested. */
  readonly mutants: number;
}

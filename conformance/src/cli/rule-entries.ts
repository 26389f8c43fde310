import { rules } from "../rules/catalogue.ts";
import type { Rule } from "../rules/rule.ts";

/** Everything about a rule but how it judges. */
export type RuleEntry = Omit<Rule, "judge">;

/** Every rule, by family and name; the CLI's bundle has them as data, so that listing them loads no rule. */
export function ruleEntries(): readonly RuleEntry[] {
  return rules;
}

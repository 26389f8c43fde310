import { rules } from "../../src/rules/catalogue.ts";
import type { Outcome, RuleResult } from "../../src/verdict/judge-recording.ts";

/** A result of a rule that exists, with another level and outcome. */
export function resultOf(
  outcome: Outcome,
  level: "MUST" | "SHOULD" = "MUST",
  reason?: RuleResult["reason"],
): RuleResult {
  const [rule] = rules;
  if (rule === undefined) throw new Error("there is no rule");
  return { rule: { ...rule, level }, outcome, ...(reason === undefined ? {} : { reason }) };
}

import { definitions } from "./generated/definitions.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by family and name. */
export const rules: readonly Rule[] = definitions.map(([id, level, title, { explanation, ...definition }]) => ({
  since: "1.0.0",
  clauses: [id],
  ...definition,
  id,
  level,
  title,
  explain: (words) => (typeof explanation === "function" ? explanation(words) : explanation),
}));

/** The rule of an id. @throws Error for an id that no rule has */
export function ruleNamed(id: string): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return rule;
}

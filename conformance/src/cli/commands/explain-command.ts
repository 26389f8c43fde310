import { type Clause, contractClauses } from "../../contract-document.ts";
import type { Invocation } from "../command.ts";
import { type RuleEntry, ruleEntries } from "../rule-entries.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";

/** Explains a rule, or a clause by the rules that prove it. */
export async function explainCommand({ operands, terminal }: Invocation): Promise<number> {
  const [id = ""] = operands;
  const { clauses } = contractClauses();
  const proving = ruleEntries().filter((rule) => rule.id === id || rule.clauses.includes(id));
  const clause = clauses.find((candidate) => candidate.id === id);
  if (proving.length === 0 && !clause) {
    const ids = [...new Set([...ruleEntries().map((rule) => rule.id), ...clauses.map((known) => known.id)])];
    throw new UsageError(`There is no rule or clause "${id}".${didYouMean(id, ids)} See list.`);
  }
  terminal.out(proving.length > 0 ? proving.map((rule) => ruleText(rule, clauses)).join("\n") : unprovenText(clause));
  return 0;
}

function ruleText(rule: RuleEntry, clauses: readonly Clause[]): string {
  const { why, probe, example, remedy } = rule.explanation;
  const needs = rule.needs && rule.needs.length > 0 ? `; needs ${rule.needs.join(", ")}` : "";
  const cited = clauses.filter(({ id }) => rule.clauses.includes(id));
  return `${rule.id}  ${rule.level}, since ${rule.since}
${rule.title}

${cited.map(({ id, text }) => `  Clause     ${id}: ${text}`).join("\n")}
  Why        ${why}
  Tried by   ${probe}
  Fails      ${example}
  Usually    ${remedy}
  Modes      ${rule.modes.join(", ")}${needs}
`;
}

function unprovenText(clause: Clause | undefined): string {
  return clause ? `${clause.id}  ${clause.level}\n${clause.text}\n\nNo rule proves it yet.\n` : "";
}

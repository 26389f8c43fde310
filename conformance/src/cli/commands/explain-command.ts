import { type Clause, contractClauses } from "../../contract/contract-document.ts";
import type { Invocation } from "../command.ts";
import { ruleEntries } from "../generated/rule-entries.ts";
import type { RuleEntry } from "../rule-entry.ts";
import { didYouMean } from "../suggest.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";
import { wrapped } from "../wrapped.ts";

/** Explains a rule, or a clause by the rules that prove it; of a family it lists what is in it. */
export async function explainCommand({ operands, terminal }: Invocation): Promise<number> {
  const [id = ""] = operands;
  const { clauses } = contractClauses();
  const width = terminal.columns ?? Number.POSITIVE_INFINITY;
  const proving = ruleEntries.filter((rule) => rule.id === id || rule.clauses.includes(id));
  const clause = clauses.find((candidate) => candidate.id === id);
  const text =
    proving.length > 0
      ? proving.map((rule) => ruleText(rule, clauses, width)).join("\n")
      : clause
        ? unprovenText(clause, width)
        : familyText(id, clauses);
  terminal.out(text);
  return 0;
}

function familyText(family: string, clauses: readonly Clause[]): string {
  const ids = [...ruleEntries, ...clauses].map((one) => one.id);
  const members = ruleEntries.filter((rule) => rule.id.startsWith(`${family}.`));
  if (members.length === 0) {
    const families = ids.map((one) => one.split(".", 1)[0] ?? "");
    const meant = didYouMean(family, [...new Set([...ids, ...families])]);
    throw new UsageError(`There is no rule, clause or family "${family}".${meant} See list.`);
  }
  return `${textTable(members)}\nNext: live-sessions-conformance explain ${members[0]?.id}\n`;
}

const LABEL_WIDTH = 13;

function ruleText(rule: RuleEntry, clauses: readonly Clause[], width: number): string {
  const { why, probe, example, remedy } = rule.explanation;
  const needs = rule.needs && rule.needs.length > 0 ? `; needs ${rule.needs.join(", ")}` : "";
  const cited = clauses.filter(({ id }) => rule.clauses.includes(id));
  const paragraphs: readonly (readonly [label: string, text: string])[] = [
    ...cited.map(({ id, text }) => ["Clause", `${id}: ${text}`] as const),
    ["Why", why],
    ["Tried by", probe],
    ["Fails", example],
    ["To fix", remedy],
    ["Modes", `${rule.modes.join(", ")}${needs}`],
  ];
  const lines = paragraphs.map(
    ([label, text]) => `  ${label.padEnd(LABEL_WIDTH - 2)}${wrapped(text, width, LABEL_WIDTH)}`,
  );
  const heading = wrapped(`${rule.id}  ${rule.level}, since ${rule.since}`, width, 2);
  return `${heading}\n${wrapped(rule.title, width, 0)}\n\n${lines.join("\n")}\n`;
}

function unprovenText(clause: Clause, width: number): string {
  return `${clause.id}  ${clause.level}\n${wrapped(clause.text, width, 0)}\n\nNo rule proves it yet.\n`;
}

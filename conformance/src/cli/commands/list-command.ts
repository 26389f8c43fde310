import { contractClauses } from "../../contract/contract-document.ts";
import type { Invocation } from "../command.ts";
import { mutantsByRule } from "../mutants-by-rule.ts";
import { ruleEntries } from "../rule-entries.ts";

/** Lists the rules, or the clauses with the rules that prove them. */
export async function listCommand({ given, terminal }: Invocation): Promise<number> {
  const isJson = given.has("json");
  const rows = given.has("clauses") ? clauseRows() : ruleRows();
  terminal.out(
    isJson
      ? `${JSON.stringify(
          rows.map(({ json }) => json),
          undefined,
          2,
        )}\n`
      : textOf(rows),
  );
  return 0;
}

interface Row {
  readonly json: object;
  readonly cells: readonly [id: string, level: string, text: string];
}

function ruleRows(): Row[] {
  return ruleEntries().map(({ id, level, title, since, clauses, modes, needs }) => ({
    json: { id, level, title, since, clauses, modes, needs: needs ?? [] },
    cells: [id, level, title],
  }));
}

function clauseRows(): Row[] {
  const mutants = mutantsByRule();
  return contractClauses().clauses.map(({ id, level, text }) => {
    const proving = ruleEntries()
      .filter(({ clauses }) => clauses.includes(id))
      .map((rule) => rule.id);
    const killed = proving.reduce((sum, rule) => sum + (mutants[rule] ?? 0), 0);
    const shown = proving.length === 0 ? "no rule" : `${proving.join(", ")} (fails ${killed} faulty servers)`;
    return { json: { id, level, text, rules: proving, mutants: killed }, cells: [id, level, shown] };
  });
}

function textOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ cells: [id] }) => id.length));
  return rows.map(({ cells: [id, level, text] }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${text}\n`).join("");
}

import { contractClauses } from "../../contract/contract-document.ts";
import type { Invocation } from "../command.ts";
import { ruleEntries } from "../generated/rule-entries.ts";

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
  return ruleEntries.map(({ id, level, title, since, clauses, modes, needs }) => ({
    json: { id, level, title, since, clauses, modes, needs },
    cells: [id, level, title],
  }));
}

function clauseRows(): Row[] {
  return contractClauses().clauses.map(({ id, level, text }) => {
    const entries = ruleEntries.filter(({ clauses }) => clauses.includes(id));
    const proving = entries.map((rule) => rule.id);
    const killed = entries.reduce((sum, { mutants }) => sum + mutants, 0);
    const shown = proving.length === 0 ? "no rule" : `${proving.join(", ")} (fails ${killed} faulty servers)`;
    return { json: { id, level, text, rules: proving, mutants: killed }, cells: [id, level, shown] };
  });
}

function textOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ cells: [id] }) => id.length));
  return rows.map(({ cells: [id, level, text] }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${text}\n`).join("");
}

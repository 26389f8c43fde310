import { contractClauses } from "../../contract/contract-document.ts";
import type { Invocation } from "../command.ts";
import { ruleEntries } from "../generated/rule-entries.ts";
import { type TableRow, textTable } from "../text-table.ts";

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
      : textTable(rows.map(({ shown }) => shown)),
  );
  return 0;
}

interface Row {
  readonly json: object;
  readonly shown: TableRow;
}

function ruleRows(): Row[] {
  return ruleEntries.map(({ id, level, title, since, clauses, modes, needs }) => ({
    json: { id, level, title, since, clauses, modes, needs },
    shown: { id, level, title },
  }));
}

function clauseRows(): Row[] {
  return contractClauses().clauses.map(({ id, level, text }) => {
    const entries = ruleEntries.filter(({ clauses }) => clauses.includes(id));
    const proving = entries.map((rule) => rule.id);
    const killed = entries.reduce((sum, { mutants }) => sum + mutants, 0);
    const title = proving.length === 0 ? "no rule" : `${proving.join(", ")} (fails ${killed} faulty servers)`;
    return { json: { id, level, text, rules: proving, mutants: killed }, shown: { id, level, title } };
  });
}

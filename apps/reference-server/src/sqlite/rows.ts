import type { SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

/** The columns of one row, in the order of the select. */
export type Row = readonly SQLOutputValue[];

type Named = Record<string, SQLInputValue>;

const prepared = new WeakSet<StatementSync>();

/** All rows as arrays, which are much cheaper than objects. */
export function allRows(statement: StatementSync, ...values: [Named] | SQLInputValue[]): readonly Row[] {
  // Node 22.13 to 22.15 has no setReturnArrays; there the columns come out of objects, in the same order.
  if (typeof statement.setReturnArrays !== "function") {
    return run(statement, values).map((row) => Object.values(row));
  }
  if (!prepared.has(statement)) {
    statement.setReturnArrays(true);
    prepared.add(statement);
  }
  return run(statement, values) as unknown as Row[];
}

function run(statement: StatementSync, values: [Named] | SQLInputValue[]): Record<string, SQLOutputValue>[] {
  const [first] = values;
  return isNamed(first) ? statement.all(first) : statement.all(...(values as SQLInputValue[]));
}

function isNamed(value: Named | SQLInputValue | undefined): value is Named {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
}

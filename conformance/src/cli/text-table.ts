/** A rule or a clause as a line of a table. */
export interface TableRow {
  readonly id: string;
  readonly level: string;
  readonly title: string;
}

/** Rows in columns, a line each. */
export function textTable(rows: readonly TableRow[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}\n`).join("");
}

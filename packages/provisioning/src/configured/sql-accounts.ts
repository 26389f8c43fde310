import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { AccountTable, FixedAccount, KeyForm } from "./configuration.ts";
import { type SqlDatabase, SqlDialect, type SqlValue } from "./sql-database.ts";

/** An account of a scenario: what its entities name it by, and the key that lists them. */
export interface MadeAccount {
  readonly id: SqlValue;
  readonly authorization: string;
}

/** Makes an account in the table, or gives the one that is there. @throws when none is there for that name */
export async function makeAccount(
  database: SqlDatabase,
  accounts: AccountTable | ReadonlyMap<string, FixedAccount>,
  name: string,
): Promise<MadeAccount> {
  if ("get" in accounts) {
    const fixed = accounts.get(name);
    if (!fixed) throw new Error(`/accounts/fixed has no account "${name}"`);
    return { id: fixed.id, authorization: fixed.key };
  }
  const authorization = `uap-${randomBytes(16).toString("hex")}-${randomBytes(4).toString("hex")}`;
  const id = await insertRow(database, accounts, {
    ...accounts.set,
    [accounts.columns.key]: storedKey(authorization, accounts.keys),
  });
  return { id, authorization };
}

/** Inserts a row with an id of ours, or of one that the database gives. @returns the id */
export async function insertRow(
  database: SqlDatabase,
  { table, ids, columns }: { readonly table: string; readonly ids: string; readonly columns: { readonly id: string } },
  values: Readonly<Record<string, SqlValue>>,
): Promise<string | number> {
  const dialect = new SqlDialect(database.driver);
  const own = ids === "uuid" ? randomUUID() : undefined;
  const row = own === undefined ? values : { [columns.id]: own, ...values };
  const sql = dialect.insert(table, Object.keys(row));
  const given = await database.insert(sql, Object.values(row), dialect.name(columns.id));
  if (own !== undefined) return own;
  if (typeof given === "string" || typeof given === "number") return given;
  throw new Error(`${table} gave no id to a new row; is ${columns.id} a column that the database counts up?`);
}

function storedKey(key: string, form: KeyForm): string {
  if (form === "plain") return key;
  return createHash("sha256")
    .update(key)
    .digest(form === "sha256-hex" ? "hex" : "base64");
}

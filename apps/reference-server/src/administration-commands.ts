import { randomUUID } from "node:crypto";
import process from "node:process";
import { RuntimeFailure, UsageError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { databaseLocation, type Flags, parseFlags } from "./command-line.ts";
import { normalEntityId } from "./imported-session.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import type { SessionDatabase } from "./session-database.ts";
import { formatEpochSeconds } from "./timestamp.ts";

/** `accounts create [--name]`: prints the new account's id. */
export const accountsCreate: Command = onDatabase(
  ["name"],
  async ({ administration }, { name = "" }) => printLine(await administration.createAccount(name)),
  { mayCreate: true },
);

/** `accounts list`: one JSON object a line. */
export const accountsList: Command = onDatabase([], async ({ administration }) => {
  for (const account of await administration.listAccounts()) printLine(JSON.stringify(account));
});

/** `entities create --account [--id]`: prints the entity's id. */
export const entitiesCreate: Command = onDatabase(["account", "id"], async ({ administration }, flags) => {
  const account = required(flags, "account");
  const id = normalEntityId(flags["id"] ?? randomUUID());
  if (!(await administration.createEntity(account, id))) {
    throw new RuntimeFailure(`There is no account ${account}, or there is a live entity ${id} already.`);
  }
  printLine(id);
});

/** `entities list [--account]`: one JSON object a line. */
export const entitiesList: Command = onDatabase(["account"], async ({ administration }, { account }) => {
  for (const entity of await administration.listEntities(account)) printLine(JSON.stringify(entity));
});

/** `keys create --account [--name]`: prints the key, which nobody sees again; its id goes to stderr. */
export const keysCreate: Command = onDatabase(["account", "name"], async ({ administration }, flags) => {
  const account = required(flags, "account");
  const made = await administration.createKey(account, flags["name"] ?? "");
  if (!made) throw new RuntimeFailure(`There is no account ${account}.`);
  process.stderr.write(
    `Key ${made.id}. The line on stdout is the key itself; it is stored as a hash and not shown again.\n`,
  );
  printLine(made.key);
});

/** `keys list [--account]`: one JSON object a line, never a key itself. */
export const keysList: Command = onDatabase(["account"], async ({ administration }, { account }) => {
  for (const { createdAt, revokedAt, ...key } of await administration.listKeys(account)) {
    const revoked_at = revokedAt === null ? null : formatEpochSeconds(revokedAt);
    printLine(JSON.stringify({ ...key, created_at: formatEpochSeconds(createdAt), revoked_at }));
  }
});

/** `keys revoke --key <id>`: the key is answered 401 from now on. */
export const keysRevoke: Command = onDatabase(["key"], async ({ administration }, flags) => {
  const id = required(flags, "key");
  if (!(await administration.revokeKey(id))) throw new RuntimeFailure(`There is no valid key with the id ${id}.`);
});

function onDatabase(
  names: readonly string[],
  work: (database: SessionDatabase, flags: Flags) => Promise<void>,
  { mayCreate } = { mayCreate: false },
): Command {
  return async (args, environment) => {
    const flags = parseFlags(args, ["database", ...names]);
    const database = await openSessionDatabase(databaseLocation(flags, environment), { mayCreate });
    try {
      await work(database, flags);
    } finally {
      await database.close();
    }
  };
}

function required(flags: Flags, name: string): string {
  const value = flags[name];
  if (value === undefined || value === "") throw new UsageError(`This command needs --${name}.`);
  return value;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

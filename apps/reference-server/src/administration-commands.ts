import { randomUUID } from "node:crypto";
import process from "node:process";
import { parseNewLiveSession } from "@live-sessions/provisioning";
import { RuntimeFailure, UsageError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { databaseLocation, type Flags, parseFlags } from "./command-line.ts";
import { normalEntityId } from "./imported-session.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { SCOPES, type Scope, type SessionDatabase } from "./session-database.ts";
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

/** `entities create --account [--id] [--stream]`: prints the entity's id. */
export const entitiesCreate: Command = onDatabase(["account", "id", "stream"], async ({ administration }, flags) => {
  const account = required(flags, "account");
  const id = normalEntityId(flags["id"] ?? randomUUID());
  if (!(await administration.createEntity(account, id, flags["stream"]))) {
    const taken = `there is a live entity ${id} already, or one of its account with this stream`;
    throw new RuntimeFailure(`There is no account ${account}, or ${taken}.`);
  }
  printLine(id);
});

/** `entities list [--account]`: one JSON object a line. */
export const entitiesList: Command = onDatabase(["account"], async ({ administration }, { account }) => {
  for (const entity of await administration.listEntities(account)) printLine(JSON.stringify(entity));
});

/** `keys create --account [--name] [--scopes] [--expires]`: prints the key, which nobody sees again; its id goes to stderr. */
export const keysCreate: Command = onDatabase(
  ["account", "name", "scopes", "expires"],
  async ({ administration }, flags) => {
    const account = required(flags, "account");
    const made = await administration.createKey(account, {
      name: flags["name"] ?? "",
      scopes: parseScopes(flags["scopes"]),
      expiresAt: parseExpiry(flags["expires"]),
    });
    if (!made) throw new RuntimeFailure(`There is no account ${account}.`);
    process.stderr.write(
      `Key ${made.id}. The line on stdout is the key itself; it is stored as a hash and not shown again.\n`,
    );
    printLine(made.key);
  },
);

/** `keys list [--account]`: one JSON object a line, never a key itself. */
export const keysList: Command = onDatabase(["account"], async ({ administration }, { account }) => {
  const at = (time: number | null): string | null => (time === null ? null : formatEpochSeconds(time));
  for (const { createdAt, expiresAt, revokedAt, ...key } of await administration.listKeys(account)) {
    const times = { created_at: at(createdAt), expires_at: at(expiresAt), revoked_at: at(revokedAt) };
    printLine(JSON.stringify({ ...key, ...times }));
  }
});

/** `keys revoke --key <id>`: the key is answered 401 from now on. */
export const keysRevoke: Command = onDatabase(["key"], async ({ administration }, flags) => {
  const id = required(flags, "key");
  if (!(await administration.revokeKey(id))) throw new RuntimeFailure(`There is no valid key with the id ${id}.`);
});

/** `accounts delete --account`: with its keys, entities and sessions. */
export const accountsDelete: Command = onDatabase(["account"], async ({ administration }, flags) => {
  const id = required(flags, "account");
  if (!(await administration.deleteAccount(id))) throw new RuntimeFailure(`There is no account ${id}.`);
});

/** `entities delete --entity`: with its sessions. */
export const entitiesDelete: Command = onDatabase(["entity"], async ({ administration }, flags) => {
  const id = normalEntityId(required(flags, "entity"));
  if (!(await administration.deleteEntity(id))) throw new RuntimeFailure(`There is no live entity ${id}.`);
});

/** `sessions delete --entity --session`. */
export const sessionsDelete: Command = onDatabase(["entity", "session"], async ({ administration }, flags) => {
  const [entity, session] = [normalEntityId(required(flags, "entity")), required(flags, "session")];
  if (await administration.deleteSession(entity, session)) return;
  throw new RuntimeFailure(`The live entity ${entity} has no session ${session}.`);
});

function parseScopes(value: string | undefined): readonly Scope[] {
  if (value === undefined) return SCOPES;
  const scopes = SCOPES.filter((scope) => value.split(",").includes(scope));
  if (scopes.length === value.split(",").length) return scopes;
  throw new UsageError(
    `--scopes takes ${SCOPES.join(" and ")}, with a comma between them, not ${JSON.stringify(value)}.`,
  );
}

function parseExpiry(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  try {
    return Date.parse(parseNewLiveSession({ created_at: value }, "", 0).created_at) / 1000;
  } catch {
    const example = "2030-01-31T00:00:00Z";
    throw new UsageError(`--expires takes an RFC 3339 time, such as ${example}, not ${JSON.stringify(value)}.`);
  }
}

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

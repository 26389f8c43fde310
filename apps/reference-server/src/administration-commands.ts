import { randomUUID } from "node:crypto";
import process from "node:process";
import { parseNewLiveSession } from "@live-sessions/provisioning";
import { formatInstant } from "@live-sessions/server";
import { RuntimeFailure, UsageError } from "./cli-error.ts";
import { type Command, DATABASE_FLAG } from "./command.ts";
import { databaseLocation, requiredFlag } from "./command-line.ts";
import type { Flag, Flags } from "./flag.ts";
import { normalEntityId } from "./imported-session.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { SCOPES, type Scope, type SessionDatabase } from "./session-database.ts";

const ACCOUNT: Flag = { name: "account", value: "<id>", text: "id of the account", isRequired: true };
const ONE_ACCOUNT: Flag = { name: "account", value: "<id>", text: "only those of this account" };
const ENTITY: Flag = { name: "entity", value: "<id>", text: "id of the live entity", isRequired: true };
const NAME: Flag = { name: "name", value: "<text>", text: "a name, for people to read" };

const accountsCreate = onDatabase(
  { name: "accounts create", summary: "create an account, and print its id", flags: [NAME] },
  async ({ administration }, { name = "" }) => printLine(await administration.createAccount(name)),
  { mayCreate: true },
);

const accountsList = onDatabase(
  { name: "accounts list", summary: "print the accounts, one JSON object per line", flags: [] },
  async ({ administration }) => {
    for (const account of await administration.listAccounts()) printLine(JSON.stringify(account));
  },
);

const accountsDelete = onDatabase(
  { name: "accounts delete", summary: "delete an account with its keys, entities and sessions", flags: [ACCOUNT] },
  async ({ administration }, flags) => {
    const id = requiredFlag(flags, "account");
    if (!(await administration.deleteAccount(id))) throw new RuntimeFailure(`There is no account ${id}.`);
  },
);

const entitiesCreate = onDatabase(
  {
    name: "entities create",
    summary: "create a live entity, and print its id",
    flags: [
      ACCOUNT,
      { name: "id", value: "<id>", text: "its id, a UUID (default: a new one)" },
      { name: "stream", value: "<name>", text: "name of its stream at a media server" },
    ],
  },
  async ({ administration }, flags) => {
    const account = requiredFlag(flags, "account");
    const id = normalEntityId(flags["id"] ?? randomUUID());
    if (!(await administration.createEntity(account, id, flags["stream"]))) {
      const taken = `there is a live entity ${id} already, or one of its account with this stream`;
      throw new RuntimeFailure(`There is no account ${account}, or ${taken}.`);
    }
    printLine(id);
  },
);

const entitiesList = onDatabase(
  { name: "entities list", summary: "print the live entities, one JSON object per line", flags: [ONE_ACCOUNT] },
  async ({ administration }, { account }) => {
    for (const entity of await administration.listEntities(account)) printLine(JSON.stringify(entity));
  },
);

const entitiesDelete = onDatabase(
  { name: "entities delete", summary: "delete a live entity with its sessions", flags: [ENTITY] },
  async ({ administration }, flags) => {
    const id = normalEntityId(requiredFlag(flags, "entity"));
    if (!(await administration.deleteEntity(id))) throw new RuntimeFailure(`There is no live entity ${id}.`);
  },
);

const keysCreate = onDatabase(
  {
    name: "keys create",
    summary: "create a key, and print it this one time: only its hash is stored; its id goes to stderr",
    flags: [
      ACCOUNT,
      NAME,
      { name: "scopes", value: "<list>", text: `what it may do: ${SCOPES.join(",")} (default), or one of them` },
      { name: "expires", value: "<time>", text: "when it expires, RFC 3339 (default: never)" },
    ],
  },
  async ({ administration }, flags) => {
    const account = requiredFlag(flags, "account");
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

const keysList = onDatabase(
  {
    name: "keys list",
    summary: "print the keys' ids and properties, one JSON object per line; never the keys",
    flags: [ONE_ACCOUNT],
  },
  async ({ administration }, { account }) => {
    const at = (time: number | null): string | null => (time === null ? null : formatInstant(time));
    for (const { createdAt, expiresAt, revokedAt, ...key } of await administration.listKeys(account)) {
      const times = { created_at: at(createdAt), expires_at: at(expiresAt), revoked_at: at(revokedAt) };
      printLine(JSON.stringify({ ...key, ...times }));
    }
  },
);

const keysRevoke = onDatabase(
  {
    name: "keys revoke",
    summary: "revoke a key: requests with it are answered 401 from now on",
    flags: [{ name: "key", value: "<id>", text: "id of the key", isRequired: true }],
  },
  async ({ administration }, flags) => {
    const id = requiredFlag(flags, "key");
    if (!(await administration.revokeKey(id))) throw new RuntimeFailure(`There is no valid key with the id ${id}.`);
  },
);

const sessionsDelete = onDatabase(
  {
    name: "sessions delete",
    summary: "delete a session",
    flags: [ENTITY, { name: "session", value: "<id>", text: "id of the session", isRequired: true }],
  },
  async ({ administration }, flags) => {
    const [entity, session] = [normalEntityId(requiredFlag(flags, "entity")), requiredFlag(flags, "session")];
    if (await administration.deleteSession(entity, session)) return;
    throw new RuntimeFailure(`The live entity ${entity} has no session ${session}.`);
  },
);

/** Commands that make, list and delete accounts, live entities, keys and sessions. */
export const administrationCommands: readonly Command[] = [
  accountsCreate,
  accountsList,
  accountsDelete,
  entitiesCreate,
  entitiesList,
  entitiesDelete,
  keysCreate,
  keysList,
  keysRevoke,
  sessionsDelete,
];

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
  { flags, ...command }: Omit<Command, "run">,
  work: (database: SessionDatabase, given: Flags) => Promise<void>,
  { mayCreate } = { mayCreate: false },
): Command {
  return {
    ...command,
    flags: [DATABASE_FLAG, ...flags],
    run: async (given, environment) => {
      const database = await openSessionDatabase(databaseLocation(given, environment), { mayCreate });
      try {
        await work(database, given);
      } finally {
        await database.close();
      }
    },
  };
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

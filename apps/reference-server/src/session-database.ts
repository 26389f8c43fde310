import type { ServedLiveSession } from "@live-sessions/contract";
import type { ProvisioningFunctions } from "@live-sessions/provisioning";
import type { HandlerOptions, LiveSessionsHandler, MaybePromise } from "@live-sessions/server";
import type { DatabaseGauges } from "./database-gauges.ts";
import type { EndReport } from "./end-report.ts";
import type { StoredSession } from "./stored-session.ts";

/** What a key may do: read lists, or report sessions. */
export type Scope = (typeof SCOPES)[number];

/** All scopes; a key has all of them unless it is made with fewer. */
export const SCOPES = ["read", "ingest"] as const;

/** Everything the program asks of a database, whichever it is. Accounts are ids. */
export interface SessionDatabase {
  /** @returns the account of a valid key that may do that, else undefined */
  readonly authenticate: (authorization: string, scope: Scope) => MaybePromise<string | undefined>;
  /** @param onError told of the exception behind a 500 */
  readonly listHandler: (onError: NonNullable<HandlerOptions<string>["onError"]>) => LiveSessionsHandler;
  /** Undefined where nothing tells it for less than it costs to read again. */
  readonly state: DatabaseState | undefined;
  readonly provisioning: ProvisioningFunctions;
  readonly administration: Administration;
  readonly ingest: Ingest;
  /** Reads everything. @returns a sentence for each place that is damaged */
  readonly verify: () => Iterable<string> | AsyncIterable<string>;
  /**
   * Looks for damage that a start can find, and for as long as a start may take.
   *
   * @throws {RuntimeFailure} when there is some
   */
  readonly checkAtStart: () => MaybePromise<void>;
  /** Whether what it writes to is still what its location names. @returns a sentence when it is not */
  readonly lost: () => string | undefined;
  /** For the metrics. @throws when the database does not answer */
  readonly gauges: () => MaybePromise<DatabaseGauges>;
  /** @throws when the database does not answer */
  readonly ping: () => MaybePromise<void>;
  readonly close: () => MaybePromise<void>;
}

/**
 * Numbers the states of a database: while the number is the same, no process has committed a change, and what was read at
 * that number still holds. Never negative.
 */
export interface DatabaseState {
  /** Looks whether something was committed. @returns the number of the state of this moment */
  look(): number;
  /** The number that was looked up last, by any reader: of an earlier state perhaps. */
  readonly seen: number;
  /** Whether an entity has a fault to come that was asked for through provisioning. */
  isFaultPending(): boolean;
}

/** What becomes of a session that is in progress when another one of its entity begins by ingest. */
export type SecondSession = "end" | "refuse" | "keep";

/** The beginning of a session. */
export interface StartReport {
  readonly stored: StoredSession;
  /** Epoch seconds: when this was heard, which is a signal too. */
  readonly now: number;
  /** What the media server calls the connection, for reports that name it alone. */
  readonly source: string | null;
  readonly second: SecondSession;
}

/** What a start came to. `in-progress`: it had begun before; `refused`: another one is in progress. */
export type StartResult =
  | { readonly kind: "new" | "in-progress"; readonly session: ServedLiveSession }
  | { readonly kind: "ended" | "refused" };

/** What a media server reports. Undefined: the entity is unknown or another account's, or there is no such session. */
export interface Ingest {
  /** Begins a session, unless one of its id is there. */
  start(account: string, report: StartReport): MaybePromise<StartResult | undefined>;
  /**
   * Notes that the signal of a session flows; of one that has ended, or did not come in by ingest, nothing is noted.
   *
   * @param now epoch seconds
   */
  signal(
    account: string,
    entityId: string,
    sessionId: string,
    now: number,
  ): MaybePromise<ServedLiveSession | undefined>;
  /** Ends a session, unless it has ended: then it comes back as it is. See {@link endedStoredSession}. */
  end(
    account: string,
    entityId: string,
    sessionId: string,
    report: EndReport,
  ): MaybePromise<ServedLiveSession | undefined>;
  /** @returns the entity that has one of these names as stream or, if none has, as id */
  entityOf(account: string, names: readonly string[]): MaybePromise<string | undefined>;
  /** @returns the id of the session that began by a start of this source and is in progress */
  inProgress(account: string, entityId: string, source: string): MaybePromise<string | undefined>;
  /**
   * Ends sessions that began by `start` and of which no signal was heard since, each at its last signal. Many processes may
   * do so at once: each session is ended by one of them.
   *
   * @param before epoch seconds: the last signal was earlier
   * @param most how many sessions at the most
   * @param now epoch seconds: what was heard much later than this was heard by a clock that was wrong, and counts from now on
   * @returns how many this call ended
   */
  endSilent(before: number, most: number, now: number): MaybePromise<number>;
}

/** An account as `accounts list` shows it. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
}

/** An entity as `entities list` shows it. */
export interface EntityRow {
  readonly id: string;
  readonly account: string;
  /** The name of its stream at a media server, where it has one in addition to its id. */
  readonly stream: string | null;
}

/** A key as `keys list` shows it: its id, never itself. */
export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly scopes: readonly string[];
  /** Epoch seconds; null: never. */
  readonly expiresAt: number | null;
  /** Epoch seconds; null: valid. */
  readonly revokedAt: number | null;
}

/** What a new key may do, and until when. */
export interface KeyOptions {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Epoch seconds from which on it is not valid; undefined: it is until it is revoked. */
  readonly expiresAt: number | undefined;
}

/** What an import did with a batch. */
export interface ImportCounts {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What an operator does on the command line. */
export interface Administration {
  /** @returns the new account's id */
  createAccount(name: string): MaybePromise<string>;
  listAccounts(): MaybePromise<readonly AccountRow[]>;
  /** @returns false when there is no such account, or the id, or the stream within the account, is taken */
  createEntity(account: string, id: string, stream: string | undefined): MaybePromise<boolean>;
  hasEntity(id: string): MaybePromise<boolean>;
  /** Of one account, or of all. */
  listEntities(account: string | undefined): MaybePromise<readonly EntityRow[]>;
  /** @returns the key, which nobody sees again, and its id; undefined when there is no such account */
  createKey(
    account: string,
    options: KeyOptions,
  ): MaybePromise<{ readonly id: string; readonly key: string } | undefined>;
  /** Of one account, or of all. */
  listKeys(account: string | undefined): MaybePromise<readonly KeyRow[]>;
  /** @returns false when there is no such key, or it is revoked already */
  revokeKey(id: string): MaybePromise<boolean>;
  /** Removes an account with its keys, entities and sessions. @returns false when there is none */
  deleteAccount(id: string): MaybePromise<boolean>;
  /** Removes an entity with its sessions. @returns false when there is none */
  deleteEntity(id: string): MaybePromise<boolean>;
  /** @returns false when there is no such session */
  deleteSession(entityId: string, sessionId: string): MaybePromise<boolean>;
  /**
   * Writes all of a batch or nothing. A session that is there already with the same values changes nothing, with
   * others it is replaced; an entity that is not there is made for `account`.
   *
   * @throws {ImportConflict} for an entity of another account, or a `created_at` that differs from the one that is there
   */
  importSessions(account: string, sessions: readonly StoredSession[]): MaybePromise<ImportCounts>;
  /** The bodies of all sessions, of one entity or of all, ordered by entity, `created_at` and id. */
  exportSessions(entityId: string | undefined): Iterable<string> | AsyncIterable<string>;
}

/** Why one session of a batch cannot be written; nothing of the batch is. */
export class ImportConflict extends Error {
  override readonly name = "ImportConflict";
  /** Position in the batch, from 0. */
  readonly index: number;

  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

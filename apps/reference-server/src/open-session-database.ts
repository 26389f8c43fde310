import { UsageError } from "./cli-error.ts";
import type { SessionDatabase } from "./session-database.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";

const URL_SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;
const POSTGRES_SCHEME = /^postgres(?:ql)?$/i;

/** How a database is opened. */
export interface OpeningOptions {
  /** Whether one that is not there is made. */
  readonly mayCreate: boolean;
  /** See {@link GatheringOptions}; nothing to SQLite. Default: false. */
  readonly isSharded?: boolean;
  /** Hash partitions of sessions, where PostgreSQL's tables are made. Default: 1, a table as any other. */
  readonly partitions?: number;
}

/**
 * Opens what `--database` names.
 *
 * @param location a file, `:memory:`, or `postgres://…`
 * @throws {UsageError} for a URL that is not PostgreSQL's
 * @throws {RuntimeFailure} when it cannot be opened, or is not there and must not be made
 */
export async function openSessionDatabase(location: string, options: OpeningOptions): Promise<SessionDatabase> {
  const { mayCreate, isSharded = false, partitions = 1 } = options;
  if (!isPostgres(location)) return openSqliteDatabase(location, mayCreate);
  // Loaded only where it is needed: it would slow every other start.
  const { openPostgresDatabase } = await import("./postgres-database.ts");
  return openPostgresDatabase(location, { mayCreate, isSharded, partitions });
}

/**
 * Whether a location is PostgreSQL's; else it is a file.
 *
 * @throws {UsageError} for another URL: a mistyped one would become a file, and its password the name of it
 */
function isPostgres(location: string): boolean {
  const [, scheme] = URL_SCHEME.exec(location) ?? [];
  if (scheme === undefined || POSTGRES_SCHEME.test(scheme)) return scheme !== undefined;
  throw new UsageError(`A database is a file, :memory: or postgres://…, not a URL that begins with ${scheme}://.`);
}

import type { DatabaseLocation } from "./configuration.ts";
import { ConfigurationError } from "./configuration-error.ts";
import type { SqlDatabase } from "./sql-database.ts";

/** Opens the database; its driver is loaded only here. @throws {ConfigurationError} when it cannot be opened, or its driver is not there */
export async function openDatabase(location: DatabaseLocation): Promise<SqlDatabase> {
  try {
    if (location.driver === "sqlite") return (await import("./sqlite-database.ts")).openSqlite(location.file);
    if (location.driver === "postgresql")
      return await (await import("./postgresql-database.ts")).openPostgresql(location.url);
    return await (await import("./mysql-database.ts")).openMysql(location.url);
  } catch (error) {
    throw new ConfigurationError(reasonOf(error, location));
  }
}

function reasonOf(error: unknown, location: DatabaseLocation): string {
  const { driver } = location;
  if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
    const module = driver === "postgresql" ? "pg" : "mysql2";
    return `The driver "${module}" is not installed; /database/driver "${driver}" needs it: npm install ${module}`;
  }
  if (error instanceof Error && "code" in error && error.code === "ERR_UNKNOWN_BUILTIN_MODULE")
    return `/database/driver "sqlite" needs Node 22.13 or later; this is ${process.version}.`;
  const where = location.driver === "sqlite" ? location.file : withoutPassword(location.url);
  return `The database ${where} cannot be opened: ${messageOf(error)}.`;
}

/** A URL that may be shown. */
function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return "(its URL is none)";
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** What an error says; several addresses that refused say it each. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

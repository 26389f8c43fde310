import { formatInstant } from "@live-sessions/server";

/** The forms in which a database may keep an instant. */
export const TIME_FORMS = ["text", "sql-text", "seconds", "milliseconds", "timestamp"] as const;

/**
 * How times stand in their columns: as RFC 3339 text (`2024-05-01T12:00:00Z`), as SQL's text in UTC (`2024-05-01 12:00:00`), as
 * whole seconds or milliseconds since 1970, or in the database's own type for instants.
 */
export type TimeForm = (typeof TIME_FORMS)[number];

/** @param time RFC 3339, UTC, whole seconds */
export function storedTime(time: string, form: TimeForm, driver: string): string | number {
  const seconds = Date.parse(time) / 1000;
  if (form === "seconds") return seconds;
  if (form === "milliseconds") return seconds * 1000;
  const isSqlText = form === "sql-text" || (form === "timestamp" && driver === "mysql");
  return isSqlText ? time.replace("T", " ").replace("Z", "") : time;
}

/**
 * Reads an instant back. `timestamp` columns are selected as seconds since 1970.
 *
 * @returns RFC 3339, UTC, whole seconds
 */
export function readTime(value: unknown, form: TimeForm): string {
  const ms = form === "text" || form === "sql-text" ? Date.parse(inUtc(String(value))) : Number(value) * factor(form);
  if (Number.isNaN(ms))
    throw new Error(`a column of times holds ${JSON.stringify(value)}, which is not a time as "${form}"`);
  return formatInstant(Math.floor(ms / 1000));
}

function factor(form: TimeForm): number {
  return form === "milliseconds" ? 1 : 1000;
}

function inUtc(text: string): string {
  return /(?:[Zz]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(" ", "T")}Z`;
}

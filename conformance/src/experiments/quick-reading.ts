import { comparableId } from "../reading/comparable-id.ts";
import { valueText } from "../reading/value-text.ts";
import type { RawExchange } from "../recording/exchange-log.ts";

/** As much of a page as is needed to ask for the next one; judging reads it anew, and strictly. */
export interface QuickPage {
  /** As they are compared. */
  readonly sessionIds: readonly string[];
  readonly sessions: readonly Readonly<Record<string, unknown>>[];
  /** The token of the next page; undefined at the end. */
  readonly nextToken: string | undefined;
}

/** Reads a 200 leniently; undefined when there is nothing to go on with. */
export function readQuickly(raw: RawExchange): QuickPage | undefined {
  if ("failure" in raw.result || raw.result.response.status !== 200) return undefined;
  const body = parse(Buffer.from(raw.result.response.body).toString("utf8"));
  const data = body?.["data"];
  if (!Array.isArray(data)) return undefined;
  const sessions = data.filter((row): row is Record<string, unknown> => typeof row === "object" && row !== null);
  const token = body?.["next_page_token"];
  return {
    sessions,
    sessionIds: sessions.map((session) => comparableId(valueText(session["id"]))),
    nextToken: typeof token === "string" && token.trim() !== "" ? token : undefined,
  };
}

/** Status of the answer, undefined when there is none. */
export function statusOf(raw: RawExchange): number | undefined {
  return "failure" in raw.result ? undefined : raw.result.response.status;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import type { LiveSessionPage } from "@live-sessions/contract";
import { ApiError } from "./errors/api-error.ts";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
import type { Attempt } from "./hooks.ts";
import { parseRetryAfterMs } from "./retry-policy.ts";
import { excerpt } from "./secrets.ts";

/**
 * Reads the page of a 200: as much of its shape as walks, sums of durations and watches rest on. The sub-path `validate`
 * checks the rest.
 *
 * @param isWhole whether `text` is all of the body.
 * @param maxWaitMs how long a server may ask to wait.
 * @throws {ApiError} for an error as the document declares it.
 * @throws {UnexpectedResponseError} for anything else.
 */
export function parsePage(
  { status, headers }: Response,
  text: string,
  isWhole: boolean,
  attempt: Attempt,
  key: string,
  nowMs: number,
  maxWaitMs: number,
): LiveSessionPage {
  const clean = (sent: string) => excerpt(sent, key);
  const mediaType = headers.get("content-type") ?? "";
  const isJson = /^application\/json *(;|$)/i.test(mediaType);
  const value = isJson && isWhole ? parseJson(text, status === 200 ? undefined : cleaner(clean)) : undefined;
  const misfit = status === 200 && isJson ? misfitOf(value) : "";
  if (misfit === undefined) return value as LiveSessionPage;

  const header = (name: string) => clean(headers.get(name) ?? "");
  const retryAfterMs = parseRetryAfterMs(header("retry-after"), nowMs);
  const details = { ...attempt, status, requestId: header("x-request-id") || undefined, retryAfterMs };
  const isLate = retryAfterMs !== undefined && retryAfterMs > maxWaitMs;
  const late = isLate ? `; Retry-After is longer than allowed: ${retryAfterMs} ms` : "";
  if (status >= 400 && isErrorBody(value)) {
    throw new ApiError(`${status} ${value.error_type}: ${value.message}${late}`, { ...details, body: value });
  }
  const what = isWhole ? misfit || "is not declared" : "goes on after ten million characters";
  throw new UnexpectedResponseError(`${status} with "${clean(mediaType)}" ${what}${late}`, {
    ...details,
    body: clean(text),
  });
}

/** Undefined for what is not JSON. The parser's own error is dropped: it quotes the text, which may hold stream keys. */
function parseJson(text: string, reviver?: (name: string, member: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}

/** Where a value departs from a page, by a JSON pointer, and how; undefined where it does not. */
function misfitOf(value: unknown): string | undefined {
  const { data, next_page_token } = Object(value);
  if (value === undefined) return "is not JSON";
  if (!Array.isArray(data)) return 'whose "/data" must be an array';
  for (let index = 0; index < data.length; index++) {
    const session = Object(data[index]);
    for (const name of ["id", "created_at", "updated_at"]) {
      if (!isString(session[name])) return `whose "/data/${index}/${name}" must be a string`;
    }
    if (typeof (session.duration ?? 0) !== "number") return `whose "/data/${index}/duration" must be a number`;
  }
  return isString(next_page_token ?? "") ? undefined : 'whose "/next_page_token" must be a string';
}

function isErrorBody(value: unknown): value is ApiError["body"] {
  const { message, error_type } = Object(value);
  return isString(message) && isString(error_type);
}

/** Takes credentials out of each member of what a server sent, and out of the names of its own members. */
function cleaner(clean: (text: string) => string): (name: string, member: unknown) => unknown {
  return (name, member) => {
    if (/^stream.?key$/i.test(name)) return "[key]";
    if (isString(member)) return clean(member);
    if (Object(member) !== member || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(Object(member)).map(([own, value]) => [clean(own), value]));
  };
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

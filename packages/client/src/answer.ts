import type { ErrorBody, LiveSessionPage } from "@live-sessions/contract";
import { excerpt } from "./body-text.ts";
import { ApiErrorOf } from "./errors/api-error.ts";
import type { AnsweredDetails } from "./errors/live-sessions-error.ts";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";

/**
 * Reads the page of a 200: as much of its shape as a walk rests on. The sub-path `validate` checks the rest.
 *
 * @param mediaType the answer's `content-type`.
 * @param clean takes the caller's key out of what the server sent back.
 * @throws ApiError for an error as the document declares it, UnexpectedResponseError for anything else.
 */
export function parsePage(
  text: string,
  mediaType: string | undefined,
  details: AnsweredDetails,
  clean: (text: string) => string,
): LiveSessionPage {
  const { status } = details;
  const isJson = /^application\/json *(;|$)/i.test(mediaType ?? "");
  const value = isJson ? parseJson(status === 200 ? text : clean(text)) : undefined;
  const { data, next_page_token, message, error_type } = Object(value);
  const hasPage = Array.isArray(data) && data.every(isSession) && isString(next_page_token ?? "");
  if (status === 200 && hasPage) return value as LiveSessionPage;
  if (status >= 400 && isString(message) && isString(error_type)) {
    throw new ApiErrorOf(`${status} ${error_type}: ${message}`, { ...details, body: value as ErrorBody });
  }
  const what = `${status} with "${mediaType}" is not declared`;
  throw new UnexpectedResponseError(what, { ...details, body: excerpt(clean(text)) });
}

/** Undefined for what is not JSON. The parser's own error is dropped: it quotes the text, which may hold stream keys. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isSession(value: unknown): boolean {
  return isString(Object(value).id);
}

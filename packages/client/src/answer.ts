import type { ErrorBody, LiveSessionPage } from "@live-sessions/contract";
import { ApiErrorOf } from "./errors/api-error.ts";
import type { AnsweredDetails } from "./errors/live-sessions-error.ts";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";

/**
 * Reads the page of a 200: as much of its shape as a walk rests on. The sub-path `validate` checks the rest.
 *
 * @param mediaType the answer's `content-type`.
 * @param clean cuts what the server sent back short and takes credentials out of it.
 * @throws ApiError for an error as the document declares it, UnexpectedResponseError for anything else.
 */
export function parsePage(
  text: string,
  mediaType: string,
  details: AnsweredDetails,
  clean: (text: string) => string,
): LiveSessionPage {
  const { status } = details;
  const cleaned = (name: string, member: unknown) =>
    /^stream_?key$/i.test(name) ? "[key]" : isString(member) ? clean(member) : member;
  let value: unknown;
  try {
    if (/^application\/json *(;|$)/i.test(mediaType)) value = JSON.parse(text, status === 200 ? undefined : cleaned);
  } catch {
    // Not JSON, so not declared. The parser's own error is dropped: it quotes the text, which may hold stream keys.
  }
  const { data, next_page_token, message, error_type } = Object(value);
  const hasSessions = Array.isArray(data) && data.every((session) => isString(Object(session).id));
  if (status === 200 && hasSessions && isString(next_page_token ?? "")) return value as LiveSessionPage;
  if (status >= 400 && isString(message) && isString(error_type)) {
    throw new ApiErrorOf(`${status} ${error_type}: ${message}`, { ...details, body: value as ErrorBody });
  }
  const body = clean(text);
  throw new UnexpectedResponseError(`${status} with "${mediaType}" is not declared`, { ...details, body });
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

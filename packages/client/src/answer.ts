import type { ErrorBody, LiveSessionPage } from "@live-sessions/contract";
import { type BoundedBody, excerpt, redact } from "./bounded-body.ts";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import { ApiErrorOf } from "./errors/api-error.ts";
import type { ErrorDetails } from "./errors/live-sessions-error.ts";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";

/** An answer whose body is here, and what is needed to say what was wrong with it. */
export interface Answer {
  readonly response: Response;
  readonly body: BoundedBody;
  readonly details: ErrorDetails & { readonly status: number };
  /** The key that the request carried, to be kept out of errors. */
  readonly authorization: string;
}

/**
 * Reads the page of a 200.
 *
 * @throws ApiError for an error as the document declares it, UnexpectedResponseError for anything else.
 */
export function parsePage(answer: Answer, validate: LiveSessionsClientOptions["validate"]): LiveSessionPage {
  const { response, body, details, authorization } = answer;
  const unexpected = (what: string) =>
    new UnexpectedResponseError(redact(what, authorization), excerpt(body.text, authorization), details);
  const mediaType = response.headers.get("content-type") ?? "";
  if (body.isTooLarge) throw unexpected("a body of more than 16 MiB");
  if (!/^application\/json *(;|$)/i.test(mediaType)) throw unexpected(`not JSON but "${mediaType}"`);
  const isOk = details.status === 200;
  const value = parseJson(isOk ? body.text : redact(body.text, authorization));
  if (value === undefined) throw unexpected("not JSON");
  if (details.status >= 400 && isErrorBody(value)) throw new ApiErrorOf(value, details);
  const [failure] = isOk ? (validate?.(value) ?? []) : [];
  if (failure) throw unexpected(`${failure.pointer} ${failure.message}`);
  if (!isOk || !isPage(value)) throw unexpected("not what the document declares");
  return value;
}

/** Undefined for what is not JSON. The parser's own error is dropped: it quotes the text, which may hold stream keys. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isErrorBody(value: unknown): value is ErrorBody {
  const { message, error_type } = Object(value);
  return typeof message === "string" && typeof error_type === "string";
}

/** As much of the shape as a walk rests on; the sub-path `validate` checks the rest. */
function isPage(value: unknown): value is LiveSessionPage {
  const { data, next_page_token: token } = Object(value);
  return Array.isArray(data) && data.every((s) => typeof s?.id === "string") && (token ?? "") === String(token ?? "");
}

import type { ErrorBody, operations } from "@live-sessions/contract";
import { type AnsweredDetails, LiveSessionsError } from "./live-sessions-error.ts";

type Responses = operations["listLiveSessions"]["responses"];
type ListedStatus = Exclude<Extract<keyof Responses, number>, 200 | 304>;

/** The statuses of RFC 9110 and its extensions that the document leaves to its `default` response. */
type OtherStatus = Exclude<
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 421)
  | (422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451 | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511),
  ListedStatus
>;

type BodyOf<Response> = Response extends { content: { "application/json": infer Body } } ? Body : ErrorBody;

/** An answer that the document declares as an error, with its body. */
export class ApiErrorOf<Status extends number, Body extends ErrorBody> extends LiveSessionsError<
  AnsweredDetails & { readonly status: Status; readonly body: Body }
> {
  override readonly name = "ApiError";
  declare readonly status: Status;
  declare readonly requestId: string | undefined;
  declare readonly retryAfterMs: number | undefined;
  /** The body that the document declares for this status: `message` and `error_type`. */
  declare readonly body: Body;
}

/**
 * A declared error, one type for each status: `error.status === 404` narrows `error.body`.
 *
 * `message` holds the server's own sentence; `requestId`, `attempts`, `retryAfterMs` and `pageToken` say the rest.
 */
export type ApiError =
  | { [Status in ListedStatus]: ApiErrorOf<Status, BodyOf<Responses[Status]>> }[ListedStatus]
  | ApiErrorOf<OtherStatus, BodyOf<Responses["default"]>>;

/** The class of every {@link ApiError}, for `instanceof`. */
export const ApiError: abstract new (...never: never[]) => ApiError = ApiErrorOf as never;

import type { ErrorBody } from "@live-sessions/contract";
import { type AnsweredDetails, LiveSessionsError } from "./live-sessions-error.ts";

/**
 * An answer that the document declares as an error, with its body; one body for all statuses.
 *
 * `message` holds the server's own sentence; `requestId`, `attempts`, `retryAfterMs` and `pageToken` say the rest.
 */
export class ApiError extends LiveSessionsError<
  AnsweredDetails & { readonly status: number; readonly body: ErrorBody }
> {
  override readonly name = "ApiError";
  /** Any status of 400 or more: the document's `default` response covers those that it does not name. */
  declare readonly status: number;
  declare readonly requestId: string | undefined;
  declare readonly retryAfterMs: number | undefined;
  /** The server's `message` and `error_type`. */
  declare readonly body: ErrorBody;
}

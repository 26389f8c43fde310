import { type AnsweredDetails, LiveSessionsError } from "./live-sessions-error.ts";

/** An answer that the document does not declare: another status, media type or shape, such as a proxy's HTML page. */
export class UnexpectedResponseError extends LiveSessionsError<AnsweredDetails & { readonly body: string }> {
  override readonly name = "UnexpectedResponseError";
  declare readonly status: number;
  declare readonly requestId: string | undefined;
  declare readonly retryAfterMs: number | undefined;
  /** The first 2 KiB of the body, credentials taken out. */
  declare readonly body: string;
}

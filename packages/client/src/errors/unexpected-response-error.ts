import { type ErrorDetails, LiveSessionsError } from "./live-sessions-error.ts";

/** An answer that the document does not declare: another status, media type or shape, such as a proxy's HTML page. */
export class UnexpectedResponseError extends LiveSessionsError {
  override readonly name = "UnexpectedResponseError";
  declare readonly status: number;
  /** The first 2 KiB of the body, credentials taken out. */
  readonly body: string;

  constructor(what: string, body: string, details: ErrorDetails & { readonly status: number }, cause?: unknown) {
    super(`${details.status}, ${what}`, details, cause);
    this.body = body;
  }
}

import { type ErrorDetails, LiveSessionsError } from "./live-sessions-error.ts";

/** The request did not reach the server, or the connection broke before the whole answer was here. */
export class ConnectionError extends LiveSessionsError {
  override readonly name = "ConnectionError";
  /** The first 2 KiB of what did arrive, credentials taken out; empty where nothing did. */
  readonly body: string;

  constructor(body: string, details: ErrorDetails, cause: unknown) {
    super("the connection failed", details, cause);
    this.body = body;
  }
}

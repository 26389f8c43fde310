import { type ErrorDetails, LiveSessionsError } from "./live-sessions-error.ts";

/** The request did not reach the server, or the connection broke before the whole answer was here; `cause` says why. */
export class ConnectionError extends LiveSessionsError<ErrorDetails & { readonly body: string }> {
  override readonly name = "ConnectionError";
  /** The first 2 KiB of what did arrive, credentials taken out; empty where nothing did. */
  declare readonly body: string;
}

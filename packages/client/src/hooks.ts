import type { LiveSessionPage } from "@live-sessions/contract";
import type { ErrorDetails } from "./errors/live-sessions-error.ts";

/** One request that is about to be sent, or was. Its `url` is the base URL until the request is made. */
export type Attempt = ErrorDetails;

/** What an attempt came to that succeeded. */
export interface PageAnswer {
  readonly page: LiveSessionPage;
  /** How it was asked for. */
  readonly attempt: Attempt;
}

/** Functions around what the client does, for logs, metrics and traces. */
export interface ClientHooks {
  /** Is called in the place of each attempt; calls `send`, with further headers if any, and gives back what it gives. */
  around?(
    attempt: Attempt,
    send: (headers?: Readonly<Record<string, string>>) => Promise<PageAnswer>,
  ): Promise<PageAnswer>;
}

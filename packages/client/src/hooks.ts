import type { LiveSessionPage } from "@live-sessions/contract";
import type { ErrorDetails, LiveSessionsError } from "./errors/live-sessions-error.ts";

/** One request that is about to be sent, or was. Its `url` is the base URL until the request is made. */
export type Attempt = ErrorDetails;

/** What an attempt came to that succeeded. */
export interface PageAnswer {
  readonly page: LiveSessionPage;
  /** How it was asked for. */
  readonly attempt: Attempt;
}

/** An attempt that failed and is made again. */
export interface RetryNotice {
  /** Why; its `attempts` says how many there were. */
  readonly error: LiveSessionsError;
  /** How long is waited before the next one, in milliseconds. */
  readonly delayMs: number;
}

/** Functions around what the client does, for logs, metrics and traces. What they throw ends the call. */
export interface ClientHooks {
  /** Is called in place of each attempt; calls `send`, with further headers if any, and gives back what it gives. */
  around?(
    attempt: Attempt,
    send: (headers?: Readonly<Record<string, string>>) => Promise<PageAnswer>,
  ): Promise<PageAnswer>;
  /** Is called before the wait for another attempt. */
  onRetry?(notice: RetryNotice): void;
}

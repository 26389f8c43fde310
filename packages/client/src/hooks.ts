import type { LiveSessionsError } from "./errors/live-sessions-error.ts";

/** One request that is about to be sent, the same object in every hook that speaks of it. */
export interface Attempt {
  readonly operation: "listLiveSessions";
  /** The URL with its query; it holds no credential. */
  readonly url: string;
  /** 1 for the first try, then 2, 3, … */
  readonly number: number;
  /** The page token that it carries; undefined for the first page. */
  readonly pageToken: string | undefined;
}

/** Functions that are told of each attempt, for logs, metrics and traces. What they throw ends the call. */
export interface ClientHooks {
  /** Before an attempt is sent. Headers that it returns are added, such as `traceparent`. */
  onRequest?(attempt: Attempt): Readonly<Record<string, string>> | undefined;
  /** When the head of an answer is here, whatever its status. */
  onResponse?(attempt: Attempt, response: { readonly status: number; readonly headers: Headers }): void;
  /** When an attempt has succeeded, its body read. */
  onSuccess?(attempt: Attempt): void;
  /** When an attempt has failed; `retryInMs` is undefined when it was the last. */
  onFailure?(attempt: Attempt, error: LiveSessionsError, retryInMs: number | undefined): void;
}

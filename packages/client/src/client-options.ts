import type { Clock } from "./clock.ts";
import type { ClientHooks } from "./hooks.ts";
import type { RetryOptions } from "./retry-policy.ts";

/** What a client is made of. */
export interface LiveSessionsClientOptions {
  /** Where the deployment is, a path prefix included: `https://video.example.com`. There is no default. */
  readonly baseUrl: string;
  /** The API key, bare; or a function that gives it, asked before every attempt. */
  readonly authorization: string | (() => string | Promise<string>);
  /** Sends the requests; `globalThis.fetch` unless given. Redirects are never followed. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * Which application asks, with its version, as `User-Agent` (RFC 9110 §10.1.5): `nightly-billing/2.3.1`. The runtime's
   * own unless given. Leave it out in browsers: some ignore it, in the others a server has to allow the header.
   */
  readonly userAgent?: string;
  /** How long one attempt may take, its body and an asynchronous `authorization` included. Default 10,000 ms. */
  readonly timeoutMs?: number;
  /** How long a page may take with all its attempts and the waits between them. Default 60,000 ms. */
  readonly totalTimeoutMs?: number;
  /** When to try again; `{ maxAttempts: 1 }` for never. */
  readonly retry?: RetryOptions;
  /** Functions around attempts, for logs and traces. None unless given. */
  readonly hooks?: ClientHooks;
  /** Time and chance, replaced in tests. */
  readonly clock?: Clock;
}

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
  /** How long one attempt may take, its body and an asynchronous `authorization` included. Default 10,000 ms. */
  readonly timeoutMs?: number;
  /** How long a page may take with all its attempts and the waits between them. Default 60,000 ms. */
  readonly totalTimeoutMs?: number;
  /** When to try again; `false` for never. */
  readonly retry?: RetryOptions | false;
  readonly hooks?: ClientHooks;
  /** Checks the body of each 200, such as `validateLiveSessionPage` of the sub-path `validate`; a failure rejects it. */
  readonly validate?: (body: unknown) => readonly { readonly pointer: string; readonly message: string }[];
  /** Time and chance, replaced in tests. */
  readonly clock?: Clock;
}

/**
 * Checks a base URL: http or https, and nothing in it that could hold a credential or swallow the path.
 *
 * @throws TypeError which does not repeat the value, as that may hold a password.
 */
export function checkBaseUrl(baseUrl: string): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url?.protocol.startsWith("http") || url.username || url.password || url.search || url.hash) {
    throw new TypeError("baseUrl must be an http(s) URL without credentials, query and fragment.");
  }
}

/** @throws TypeError for an id that would make another path: empty, `.` or `..`. */
export function checkLiveEntityId(id: string): void {
  if (typeof id !== "string" || /^\.{0,2}$/.test(id)) throw new TypeError("id must be the id of a live entity.");
}

/** @throws RangeError unless `value` is undefined or an integer from 1 to `maximum`. */
export function checkCount(name: string, value: number | undefined, maximum: number = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= maximum)) return;
  throw new RangeError(`${name} must be an integer from 1${maximum === 100 ? " to 100" : ""}.`);
}

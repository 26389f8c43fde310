/**
 * Why there is no response to judge. `busy`: 429, 502, 503 or 504 throughout, which is lawful and proves nothing;
 * `budget`: the request budget was used up and nothing was sent; `broken-off`: the suite cut the connection
 * on purpose.
 */
export interface TransportFailure {
  readonly kind: "timeout" | "connection" | "protocol" | "too-large" | "busy" | "budget" | "interrupted" | "broken-off";
  readonly message: string;
}

/** A request on its way to one instance of the target; nothing redacted yet. */
export interface WireRequest {
  readonly method: string;
  /** Index of the base URL. */
  readonly instance: number;
  /** Path and query below the base URL, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Requests with the same name share one connection, kept alive; without a name they share a pool. */
  readonly connection?: string;
  /** The connection is cut as soon as the request is sent: a failure of kind `broken-off`. */
  readonly breaksOff?: boolean;
}

/** A whole response, content decoding undone. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Bytes of the whole body; `body` holds fewer when it is longer than is kept. */
  readonly bytes: number;
}

/** A response, or why there is none. A transport never throws for what a server does. */
export type WireResult = { readonly response: WireResponse } | { readonly failure: TransportFailure };

/** Sends requests without following redirects, retrying or judging. */
export interface Transport {
  send(request: WireRequest, signal: AbortSignal): Promise<WireResult>;
  /** Closes every connection. */
  close(): void;
}

/** Bodies are kept up to this many bytes (1 MiB). */
export const keptBodyBytes: number = 1024 * 1024;

/** Reading stops here (16 MiB): a body that goes on is a failure of kind `too-large`. */
export const READ_BODY_BYTES: number = 16 * 1024 * 1024;

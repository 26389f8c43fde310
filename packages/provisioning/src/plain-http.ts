/** A request as plain data: what every HTTP stack can give. */
export interface PlainRequest {
  /** Upper case, as it stands in the request line. */
  readonly method: string;
  /** Path and query, as they stand in the request line: still percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text, its bytes, or what reads them when they are wanted; empty or absent when there is none. */
  readonly body?: string | Uint8Array | BodyReader;
}

/**
 * Reads a request's body, once. A handler that reads it after it has judged the key holds no bytes of a stranger.
 *
 * @param maxBytes that it may have
 * @returns undefined for a larger one, of which no more was read
 */
export type BodyReader = (maxBytes: number) => Promise<Uint8Array | undefined>;

/** A response as plain data. */
export interface PlainResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or "" for none. */
  readonly body: string;
}

/** A request as plain data: what every HTTP stack can give. */
export interface PlainRequest {
  /** Upper case, as it stands in the request line. */
  readonly method: string;
  /** Path and query, as they stand in the request line: still percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text, or its bytes; empty or absent when there is none. */
  readonly body?: string | Uint8Array;
}

/** A response as plain data. */
export interface PlainResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or "" for none. */
  readonly body: string;
}

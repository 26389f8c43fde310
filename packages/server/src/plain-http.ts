/** A request as plain data: what every HTTP stack can give. */
export interface PlainRequest {
  /** As it stands in the request line. */
  readonly method: string;
  /** Path and query, as they stand in the request line: still percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A response as plain data. */
export interface PlainResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or "" for none. */
  readonly body: string;
}

/** A response whose body may be in UTF-8 already, as somebody has it who sends the same one often. */
export interface EncodedResponse extends Omit<PlainResponse, "body"> {
  /** Empty for none. */
  readonly body: string | Uint8Array<ArrayBuffer>;
}

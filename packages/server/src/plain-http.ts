import type { BodyReader } from "./request-body.ts";

/** A request as plain data: what every HTTP stack can give. */
export interface PlainRequest {
  /** As it stands in the request line. */
  readonly method: string;
  /** Path and query, as they stand in the request line: still percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text, its bytes, or what reads them when they are wanted; empty or absent when there is none. */
  readonly body?: string | Uint8Array | BodyReader;
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

import type { PlainRequest } from "@live-sessions/server";
import { InvalidInput } from "./invalid-input.ts";

/** A body of more bytes than the request may have; the handler answers it 413. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly maxBytes: number;

  /** @param maxBytes that it might have had */
  constructor(maxBytes: number) {
    super(`A body has at most ${maxBytes} bytes.`);
    this.maxBytes = maxBytes;
  }
}

/**
 * Reads a request's body, now if it has not come yet.
 *
 * @throws {BodyTooLarge} when it has more than `maxBytes` bytes
 */
export async function readBody(body: PlainRequest["body"], maxBytes: number): Promise<string | Uint8Array> {
  if (body === undefined) return "";
  const read = typeof body === "function" ? await body(maxBytes) : body;
  if (read === undefined || byteLength(read) > maxBytes) throw new BodyTooLarge(maxBytes);
  return read;
}

/**
 * Reads a request body as JSON. No body at all is an empty object, so that a request whose members all have
 * defaults needs none.
 *
 * @throws {InvalidInput} when the body is not UTF-8 or not JSON
 */
export function parseBody(body: string | Uint8Array): unknown {
  if (body.length === 0) return {};
  const text = typeof body === "string" ? body : decode(body);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("", "valid JSON");
  }
}

function byteLength(body: string | Uint8Array): number {
  return typeof body === "string" ? new TextEncoder().encode(body).byteLength : body.byteLength;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput("", "JSON in valid UTF-8");
  }
}

import { InvalidInput } from "./invalid-input.ts";

/**
 * Reads a request body as JSON. No body at all is an empty object, so that a request whose members all have
 * defaults needs none.
 *
 * @throws {InvalidInput} when the body is not UTF-8 or not JSON
 */
export function parseBody(body: string | Uint8Array | undefined): unknown {
  if (body === undefined || body.length === 0) return {};
  const text = typeof body === "string" ? body : decode(body);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("", "valid JSON");
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput("", "JSON in valid UTF-8");
  }
}

import { isObject } from "./json-pointer.ts";

/** What a text of JSON says; undefined for any other text. The strict reader, which judges by, is `reading/json-text.ts`. */
export function parsedJson(text: string | Uint8Array | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(typeof text === "string" ? text : textOf(text));
  } catch {
    return undefined;
  }
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("utf8");
}

/** The members of an object; none of anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

import { InvalidInput } from "./invalid-input.ts";

/** An object of JSON whose members are still unjudged. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws {InvalidInput} unless `value` is a JSON object */
export function parseObject(value: unknown, pointer: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidInput(pointer, "a JSON object", value);
  }
  return value as JsonObject;
}

/** Absent is an empty list. @throws {InvalidInput} unless `value` is absent or an array */
export function parseList(value: unknown, pointer: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidInput(pointer, "an array", value);
  return value;
}

/** @throws {InvalidInput} unless `value` is a string of 1 to 255 characters without control characters */
export function parseName(value: unknown, pointer: string): string {
  // Control characters have no place in a name, and some databases refuse NUL in text.
  if (typeof value !== "string" || !/^[^\p{Cc}\p{Cs}]{1,255}$/u.test(value)) {
    throw new InvalidInput(pointer, "a string of 1 to 255 characters, none of them a control character", value ?? null);
  }
  return value;
}

/** Seconds with millisecond precision; null and absent are `undefined`. @throws {InvalidInput} for anything else */
export function parseDuration(value: unknown, pointer: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !(value >= 0 && value <= MAX_SECONDS) || Math.round(value * 1000) / 1000 !== value) {
    throw new InvalidInput(pointer, "seconds: a number, 0 or more, with at most three decimals, or null", value);
  }
  return value;
}

// A century. Beyond some such bound, created_at plus duration would leave the years that RFC 3339 can write.
const MAX_SECONDS = 3_155_760_000;

/** @throws {InvalidInput} unless `value` is a whole number from 1 to 1000 */
export function parseCount(value: unknown, pointer: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > 1000) {
    throw new InvalidInput(pointer, "a whole number from 1 to 1000", value ?? null);
  }
  return value;
}

import { formatInstant } from "@live-sessions/server";
import { InvalidInput } from "./invalid-input.ts";

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.0+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/**
 * Reads an RFC 3339 instant of whole seconds, in any offset and spelling.
 *
 * @returns epoch seconds
 * @throws {InvalidInput} for anything else, an impossible day and a leap second among them
 */
export function parseInstant(value: unknown, pointer: string): number {
  const seconds = typeof value === "string" ? epochSeconds(value) : undefined;
  if (seconds === undefined) {
    throw new InvalidInput(pointer, 'an RFC 3339 time in whole seconds, such as "2024-05-01T12:00:00Z"', value ?? null);
  }
  return seconds;
}

function epochSeconds(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, day, time, sign, hours, minutes] = match;
  const local = Date.parse(`${day}T${time}Z`) / 1000;
  // Date.parse rolls 30 February over to March: only a day that spells itself the same again is a real one.
  if (Number.isNaN(local) || formatInstant(local) !== `${day}T${time}Z`) return undefined;
  if (Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59) return undefined;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60;
  return withinFourDigitYears(sign === "-" ? local + offset : local - offset);
}

function withinFourDigitYears(seconds: number): number | undefined {
  return seconds >= -62_167_219_200 && seconds <= 253_402_300_799 ? seconds : undefined;
}

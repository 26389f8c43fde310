import fc from "fast-check";
import { expect, test } from "vitest";
import { compareInstants, parseInstant } from "../../src/reading/rfc3339.ts";

const two = (value: number): string => String(value).padStart(2, "0");
const secondsOf = (text: string): number | undefined => parseInstant(text)?.seconds;

test.each([
  ["1970-01-01T00:00:00Z", 0],
  ["2024-02-29T23:59:59Z", 1_709_251_199],
  ["2000-02-29T00:00:00Z", 951_782_400],
  ["0000-03-01T00:00:00Z", -62_162_035_200],
  ["9999-12-31T23:59:59Z", 253_402_300_799],
  ["1969-12-31T23:59:59Z", -1],
  ["2024-01-31t10:00:00z", 1_706_695_200],
  ["2024-01-31T10:00:00+05:30", 1_706_675_400],
  ["2024-01-31T10:00:00-00:00", 1_706_695_200],
  ["2016-12-31T23:59:60Z", 1_483_228_800],
])("%s is %d seconds after 1970", (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each([
  ["no offset", "2024-01-31T10:00:00"],
  ["an offset without a colon", "2024-01-31T10:00:00+0530"],
  ["an offset of a day", "2024-01-31T10:00:00+24:00"],
  ["an offset of 60 minutes", "2024-01-31T10:00:00+01:60"],
  ["a blank for the T", "2024-01-31 10:00:00Z"],
  ["month 0", "2024-00-10T10:00:00Z"],
  ["month 13", "2024-13-10T10:00:00Z"],
  ["day 0", "2024-01-00T10:00:00Z"],
  ["31 April", "2024-04-31T10:00:00Z"],
  ["30 February", "2024-02-30T10:00:00Z"],
  ["29 February of a year that has none", "2023-02-29T10:00:00Z"],
  ["29 February of 1900", "1900-02-29T10:00:00Z"],
  ["hour 24", "2024-01-31T24:00:00Z"],
  ["minute 60", "2024-01-31T10:60:00Z"],
  ["second 61", "2024-01-31T10:00:61Z"],
  ["a fraction without digits", "2024-01-31T10:00:00.Z"],
  ["a comma in the fraction", "2024-01-31T10:00:00,5Z"],
  ["a year of five digits", "12024-01-31T10:00:00Z"],
  ["text behind it", "2024-01-31T10:00:00Z "],
  ["a line before it", "\n2024-01-31T10:00:00Z"],
  ["digits of another script", "٢٠٢٤-01-31T10:00:00Z"],
  ["nothing", ""],
])("%s is not a timestamp", (_what, text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test("only UTC with Z and without a fraction is the contract's own spelling", () => {
  const spelled = (text: string): boolean | undefined => parseInstant(text)?.isUtcWholeSeconds;
  expect(spelled("2024-01-31T10:00:00Z")).toBe(true);
  for (const other of ["2024-01-31T10:00:00.0Z", "2024-01-31T10:00:00+00:00", "2024-01-31T10:00:00z"])
    expect(spelled(other)).toBe(false);
});

test("a fraction is kept to the nanosecond and cut behind it", () => {
  expect(parseInstant("2024-01-31T10:00:00.5Z")?.nanoseconds).toBe(500_000_000);
  expect(parseInstant("2024-01-31T10:00:00.0000000019Z")?.nanoseconds).toBe(1);
});

test("instants compare by seconds, then by nanoseconds, whatever their spelling", () => {
  const instants = ["2024-01-31T09:59:59.999Z", "2024-01-31T10:00:00Z", "2024-01-31T12:00:00.1+02:00"].map((text) => {
    const instant = parseInstant(text);
    if (instant === undefined) throw new Error(text);
    return instant;
  });
  const [first, second, third] = instants;
  if (!first || !second || !third) throw new Error("three were given");
  expect(compareInstants(first, second)).toBeLessThan(0);
  expect(compareInstants(third, second)).toBeGreaterThan(0);
  expect(compareInstants(second, second)).toBe(0);
});

test("any instant of the years 0 to 9999, at any offset, is read as the platform's calendar has it", () => {
  const ms = fc.integer({ min: -62_167_219_200 + 86_400, max: 253_402_300_799 - 86_400 });
  const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
  fc.assert(
    fc.property(ms, offset, (seconds, minutes) => {
      const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
      const zone = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
      expect(secondsOf(local + zone)).toBe(seconds);
    }),
  );
});

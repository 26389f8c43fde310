import { isRecord } from "../../reading/page-reading.ts";
import type { KnownFailure } from "../../verdict/known-failures.ts";
import { UsageError } from "../usage-error.ts";
import { readJsonFile } from "./read-json-file.ts";

/** Reads a file of known failures. @throws UsageError with a JSON pointer to what is wrong */
export function readKnownFailures(path: string): KnownFailure[] {
  return parseKnownFailures(readJsonFile(path, "file of known failures"), path);
}

/** @throws UsageError unless the value is a list of `{rule, reason, until}` */
function parseKnownFailures(value: unknown, path: string): KnownFailure[] {
  if (!Array.isArray(value)) throw new UsageError(`${path} is to be a list of {"rule", "reason", "until"}.`);
  return value.map((entry: unknown, index) => {
    if (!isRecord(entry)) throw new UsageError(`${path} /${index} is to be an object with rule, reason and until.`);
    const text = (name: string): string => {
      const member = entry[name];
      if (typeof member === "string" && member.trim() !== "") return member;
      throw new UsageError(`${path} /${index}/${name} is to be a text, and not an empty one.`);
    };
    const until = text("until");
    if (!isDay(until))
      throw new UsageError(
        `${path} /${index}/until is ${JSON.stringify(until)}; right would be a day such as 2030-01-31.`,
      );
    return { rule: text("rule"), reason: text("reason"), until };
  });
}

/** True for a day that the calendar has, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

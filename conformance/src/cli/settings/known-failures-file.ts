import type { KnownFailure } from "../../verdict/known-failures.ts";
import { checkBySchema } from "./check-by-schema.ts";
import { readJsonFile } from "./read-json-file.ts";
import { DAY } from "./value-schema.ts";

const text = { title: "a text that is not empty", type: "string", pattern: "\\S" };

const schema = {
  title: 'a list of {"rule", "reason", "until"}',
  type: "array",
  items: {
    title: "an object with rule, reason and until",
    type: "object",
    properties: { rule: text, reason: text, until: DAY },
    required: ["rule", "reason", "until"],
  },
};

/** Reads a file of known failures. @throws UsageError with a JSON pointer to what is wrong */
export function readKnownFailures(path: string): KnownFailure[] {
  const value = readJsonFile(path, "file of known failures");
  checkBySchema(value, schema, path);
  // The schema has just said that it is one.
  return (value as KnownFailure[]).map(({ rule, reason, until }) => ({ rule, reason, until }));
}

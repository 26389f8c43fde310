import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { isObject } from "../profile/json-pointer.ts";
import type { Report } from "./report.ts";
import { reportSchema } from "./report-schema.ts";

/** What was given is not a report of this schema version, or not a whole one. The CLI exits with 2. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}

let validate: ValidateFunction | undefined;

/**
 * Reads a report that was stored.
 *
 * @throws ReportError with a JSON pointer to what is wrong, or when the report was cut short
 */
export function parseReport(value: unknown): Report {
  if (!isObject(value) || !("schema_version" in value)) throw new ReportError("it is not a conformance report");
  const { schema_version: version } = value;
  if (version !== "1") {
    throw new ReportError(`it has schema version ${JSON.stringify(version)}; this suite reads version "1"`);
  }
  if (value["complete"] !== true) throw new ReportError('it was cut short: "complete": true is not there');
  validate ??= new Ajv2020({ strict: false }).compile(reportSchema());
  if (!validate(value)) {
    const [first] = validate.errors ?? [];
    throw new ReportError(`${first?.instancePath || "the report"} ${first?.message ?? "does not fit the schema"}`);
  }
  return value as unknown as Report;
}

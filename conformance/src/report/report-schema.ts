import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The JSON schema of a report. */
export function reportSchema(): Readonly<Record<string, unknown>> {
  return require("@live-sessions/conformance/report.schema.json");
}

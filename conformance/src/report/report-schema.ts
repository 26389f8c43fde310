import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The JSON schema of a report; the CLI's bundle has it inlined. */
export function reportSchema(): Readonly<Record<string, unknown>> {
  return require("../../report.schema.json");
}

import { createRequire } from "node:module";

// `require` reads JSON on every Node that is supported without a warning.
const require = createRequire(import.meta.url);

/** A normative sentence of the contract. */
export interface Clause {
  readonly id: string;
  readonly level: "MUST" | "SHOULD";
  /** In a few words. */
  readonly title: string;
  readonly text: string;
  readonly source: string;
}

/** The bundled OpenAPI document. */
export function contractDocument(): Readonly<Record<string, unknown>> {
  return require("@live-sessions/openapi/openapi.json");
}

/** The clauses, and the version of the contract that they belong to. */
export function contractClauses(): { readonly contract_version: string; readonly clauses: readonly Clause[] } {
  return require("@live-sessions/openapi/clauses.json");
}

/** Version of this package. */
export function suiteVersion(): string {
  const { version }: { version: string } = require("@live-sessions/conformance/package.json");
  return version;
}

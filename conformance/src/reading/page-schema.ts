import { createRequire } from "node:module";
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import { contractDocument } from "../contract/contract-document.ts";
import { valueAt } from "../profile/json-pointer.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import type { RecordedBody } from "../recording/exchange.ts";

/** One place where a body does not fit. */
export interface SchemaViolation {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly message: string;
  readonly actual: string;
}

const violations = new WeakMap<RecordedBody, readonly SchemaViolation[]>();
const validators = new WeakMap<ListProfile, ValidateFunction>();

/** What is wrong with a 200 body by the schema of its list's pages; nothing when it fits. */
export function schemaViolations(profile: ListProfile, body: RecordedBody, json: unknown): readonly SchemaViolation[] {
  const known = violations.get(body);
  if (known) return known;
  const found = validateUncached(profile, json);
  violations.set(body, found);
  return found;
}

function validateUncached(profile: ListProfile, json: unknown): SchemaViolation[] {
  const validate = validators.get(profile) ?? compile(profile);
  validators.set(profile, validate);
  if (validate(json)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    pointer: instancePath,
    message: message ?? "does not fit",
    actual: describeAt(json, instancePath, params),
  }));
}

// `format` is not asserted (JSON Schema 2020-12 §7.2.1): timestamps are judged by the suite's own parser.
function compile({ pageSchema }: ListProfile): ValidateFunction {
  // Loaded here, as it takes as long as all else that lists the rules.
  const ajvModule: { readonly Ajv2020: typeof Ajv2020 } = createRequire(import.meta.url)("ajv/dist/2020.js");
  const ajv = new ajvModule.Ajv2020({ strict: false, validateFormats: false });
  if (pageSchema) return ajv.compile(pageSchema);
  ajv.addSchema(contractDocument(), "openapi");
  return ajv.compile({ $ref: "openapi#/components/schemas/LiveSessionPage" });
}

function describeAt(json: unknown, pointer: string, params: Readonly<Record<string, unknown>>): string {
  if (typeof params["missingProperty"] === "string") return `no member ${params["missingProperty"]}`;
  const text = JSON.stringify(valueAt(json, pointer)) ?? "nothing";
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

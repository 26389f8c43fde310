import { isObject } from "../json-pointer.ts";
import type { Authentication, SizeFacts } from "../list-profile.ts";
import type { GetOperation } from "./list-operation.ts";
import type { ApiDocument, Placed } from "./read-document.ts";
import { shapeAtPointer } from "./schema-at-pointer.ts";

/** Bounds and default of a page's size, as the parameter's schema has them. */
export function declaredSize(
  document: ApiDocument,
  operation: GetOperation,
  limitParam: string | undefined,
): SizeFacts {
  const parameter = operation.parameters.find((one) => one.in === "query" && one.name === limitParam);
  const schemas = parameter?.schema ? (shapeAtPointer(document, parameter.schema, "")?.schemas ?? []) : [];
  const number = (name: string): number | undefined => {
    const found = schemas.map(({ value }) => (isObject(value) ? value[name] : undefined));
    return found.find((value): value is number => typeof value === "number" && Number.isSafeInteger(value));
  };
  const [minimum, maximum, preset] = [number("minimum"), number("maximum"), number("default")];
  return {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(preset === undefined ? {} : { default: preset }),
  };
}

/** The kinds of error that `x-error-types` of an operation's responses lists, by status; those without it are left out. */
export function declaredErrorTypes(
  document: ApiDocument,
  { members, file, statuses }: GetOperation,
): Readonly<Record<string, readonly string[]>> {
  const responses = document.member({ value: members, file }, "responses");
  const declared = statuses.flatMap((status) => {
    const response = responses && document.member(responses, status);
    const types = response && document.member(response, "x-error-types")?.value;
    return Array.isArray(types) ? [[status, types.filter((type) => typeof type === "string")] as const] : [];
  });
  return Object.fromEntries(declared);
}

/** How an operation wants its client to say who it is; `none` where it declares that anybody may ask. */
export function declaredAuthentication(
  document: ApiDocument,
  operation: GetOperation,
): { readonly scheme: Authentication; readonly name: string } | "none" | undefined {
  const requirements = operation.members["security"] ?? document.root["security"];
  if (!Array.isArray(requirements)) return undefined;
  const names = requirements.filter(isObject).flatMap((requirement) => Object.keys(requirement));
  if (names.length === 0) return "none";
  const components = document.member({ value: document.root, file: document.file }, "components");
  const schemes = components && document.member(components, "securitySchemes");
  for (const name of names) {
    const scheme = schemes && document.member(schemes, name);
    const read = scheme && readScheme(scheme);
    if (read) return { scheme: read, name };
  }
  return undefined;
}

function readScheme({ value }: Placed): Authentication | undefined {
  if (!isObject(value)) return undefined;
  const { type, scheme, in: place, name } = value;
  if (type === "apiKey" && typeof name === "string" && (place === "header" || place === "query" || place === "cookie"))
    return { kind: "api-key", in: place, name };
  const word = typeof scheme === "string" ? scheme.toLowerCase() : "";
  if (type === "http" && word === "basic") return { kind: "basic", in: "header", name: "Authorization" };
  if ((type === "http" && word === "bearer") || type === "oauth2" || type === "openIdConnect")
    return { kind: "bearer", in: "header", name: "Authorization" };
  return undefined;
}

import { DeclarationError } from "../declaration-error.ts";
import { parsePaging } from "../document/parse-paging.ts";
import type { ListProfile } from "../list-profile.ts";
import { withFacts } from "./declare-profile.ts";
import type { ListDeclaration } from "./list-declaration.ts";
import { nounsOf } from "./nouns.ts";
import type { ReadyProfile } from "./ready-profiles.ts";

/**
 * The profile of a list that follows a published specification, without a document of its own.
 *
 * @throws DeclarationError with the pointer of what is missing or wrong
 */
export function declareWithoutDocument(declaration: ListDeclaration, ready: ReadyProfile, file: string): ListProfile {
  const { operation, pagination, path: values } = declaration;
  const [, path] = /^GET\s+(\/\S*)$/i.exec(operation ?? "") ?? [];
  if (path === undefined)
    throw new DeclarationError(
      `${file} /operation must be "GET /path" where there is no document, got ${JSON.stringify(operation ?? "nothing")}.`,
    );
  const wanted = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const missing = wanted.find((name) => values[name] === undefined);
  if (missing !== undefined)
    throw new DeclarationError(`${file} /path/${missing} is missing: a value for {${missing}} of ${path}.`);
  const paging = parsePaging(pagination, `${file} /pagination`);
  const profile: ListProfile = {
    name: `GET ${path}`,
    path: ready.hasLongNames === true ? filledIn(path, values) : path,
    pathValues: {},
    query: {},
    paging,
    size: {},
    secrets: [],
    // LIST_AUTHORIZATION is sent where it is set; the specification leaves open what it holds.
    authentication: { kind: "bearer", in: "header", name: "Authorization" },
    errors: { declared: [] },
    hasHead: false,
    nouns: nounsOf(undefined),
    sources: { paging: ready.source, ...(paging.limitParam === undefined ? {} : { limitParam: ready.source }) },
  };
  return withFacts(profile, declaration, file);
}

/** A path with its values, whose slashes stay: `/v2/library/alpine/tags/list`. */
function filledIn(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    (values[name] ?? "").split("/").map(encodeURIComponent).join("/"),
  );
}

import { dirname, resolve } from "node:path";
import { DeclarationError } from "../declaration-error.ts";
import { readDocument } from "../document/read-document.ts";
import type { FactName, ListProfile } from "../list-profile.ts";
import { declareProfile } from "./declare-profile.ts";
import { type ListDeclaration, parseListDeclaration } from "./list-declaration.ts";
import { READY_PROFILES, type ReadyProfile, type ReadyProfileName } from "./ready-profiles.ts";
import { declareWithoutDocument } from "./without-document.ts";

/**
 * The profile that a configuration describes: a ready one, a document's, or both.
 *
 * @param config what the configuration file holds: `document`, `operation`, `path`, `query`, `pagination`, `list`; others are left alone
 * @param file path of the configuration, from whose folder the document is found, and which messages name
 * @param readyName a published specification that the list follows
 * @throws DeclarationError with the pointer of what is wrong and what would be right
 */
export async function readProfile(
  config: Readonly<Record<string, unknown>>,
  file: string,
  readyName?: ReadyProfileName,
): Promise<ListProfile> {
  const ready: ReadyProfile | undefined = readyName && READY_PROFILES[readyName];
  const given = parseListDeclaration(config, file);
  const declaration = ready ? withReady(given, ready) : given;
  const profile = await profileOf(declaration, ready, file);
  return ready ? { ...profile, sources: { ...profile.sources, ...sourcesOf(given, ready) } } : profile;
}

async function profileOf(
  declaration: ListDeclaration,
  ready: ReadyProfile | undefined,
  file: string,
): Promise<ListProfile> {
  const { document } = declaration;
  if (document !== undefined)
    return declareProfile(await readDocument(resolve(dirname(file), document)), declaration, file);
  if (ready) return declareWithoutDocument(declaration, ready, file);
  throw new DeclarationError(
    `${file} /document is missing: the path of an OpenAPI document; or --profile ${Object.keys(READY_PROFILES).join(" or ")}.`,
  );
}

/** What the configuration says wins over what the specification says. */
function withReady(given: ListDeclaration, ready: ReadyProfile): ListDeclaration {
  const { size, errors, ...facts } = given.facts;
  return {
    document: given.document,
    operation: given.operation ?? ready.operation,
    path: given.path,
    query: { ...ready.query, ...given.query },
    pagination: { ...ready.pagination, ...given.pagination },
    facts: {
      ...ready.facts,
      ...facts,
      ...(ready.facts.size || size ? { size: { ...ready.facts.size, ...size } } : {}),
      ...(ready.facts.errors || errors ? { errors: { ...ready.facts.errors, ...errors } } : {}),
    },
  };
}

/** Facts that the specification alone says come from there. */
function sourcesOf(given: ListDeclaration, ready: ReadyProfile): Partial<Record<FactName, string>> {
  const own = namesOf(given.facts);
  const names = [...namesOf(ready.facts)].filter((name) => !own.has(name));
  return Object.fromEntries([...names, ...(given.pagination ? [] : ["paging"])].map((name) => [name, ready.source]));
}

function namesOf({ size, errors, ...facts }: ListDeclaration["facts"]): ReadonlySet<string> {
  return new Set([
    ...Object.keys(facts),
    ...Object.keys(size ?? {}).map((name) => `size.${name}`),
    ...Object.keys(errors ?? {}).map((name) => `errors.${name}`),
  ]);
}

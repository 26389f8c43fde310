import type { ListProfile } from "../profile/list-profile.ts";
import { MEMBERS } from "../profile/live-sessions/members.ts";

/** The examples of the document that make one walk, as a mock serves them. */
export interface MockExamples {
  readonly collectionId: string;
  /** Names of all examples of the 200 response. */
  readonly pages: readonly string[];
  /** Names of those that make the walk. */
  readonly walkPages: readonly string[];
  /** Documented error statuses, for example `404`. */
  readonly errorStatuses: readonly string[];
  /** Sessions on the first page, which is the page size that the walk asks for. */
  readonly pageSize: number;
  /** The example that a token belongs to; the first page without one, undefined for a token that no example has. */
  exampleFor(token: string | undefined): string | undefined;
}

interface ExampleMap {
  readonly [name: string]: { readonly value?: unknown };
}

/**
 * Reads the walk out of a bundled document: the 200 response's examples by name, and the examples of the parameter that
 * takes a token, which carry the name of the page that the token leads to.
 *
 * @throws Error when the document has no example named `firstPage`
 */
export function readMockExamples(document: unknown, { path, paging }: ListProfile): MockExamples {
  const operation = at(document, ["paths", path, "get"]);
  const resolved = (value: unknown): unknown => follow(document, value);
  const parameters = asArray(at(operation, ["parameters"])).map(resolved);
  const parameter = (name: string): unknown => parameters.find((candidate) => at(candidate, ["name"]) === name);
  const responses = asRecord(at(operation, ["responses"]));
  const pages = asRecord(at(resolved(responses["200"]), ["content", "application/json", "examples"])) as ExampleMap;
  const firstRows = at(resolved(pages["firstPage"]), ["value", "data"]);
  if (!Array.isArray(firstRows)) throw new Error("the document has no example firstPage with data");
  const byToken = new Map(
    Object.entries(asRecord(at(parameter(paging.cursorParam ?? ""), ["examples"]))).map(([name, example]) => [
      at(resolved(example), ["value"]),
      name,
    ]),
  );
  return {
    collectionId: String(at(parameter("id"), ["example"]) ?? at(firstRows[0], [MEMBERS.collectionId])),
    pages: Object.keys(pages),
    walkPages: ["firstPage", ...byToken.values()],
    errorStatuses: Object.keys(responses).filter((status) => /^[45]\d\d$/.test(status)),
    pageSize: firstRows.length,
    exampleFor: (token) => (token === undefined ? "firstPage" : byToken.get(token)),
  };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((current, name) => asRecord(current)[name], value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function follow(document: unknown, value: unknown): unknown {
  const reference = asRecord(value)["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/")) return value;
  return at(
    document,
    reference
      .slice(2)
      .split("/")
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
  );
}

import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import type { EndpointClass } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { killedByOthers } from "./killed-by.ts";

const shouldClauses: ReadonlySet<string> = new Set([
  "pagination.full-pages",
  "pagination.over-maximum-rejected",
  "pagination.end-is-empty-token",
  "pagination.no-trailing-empty-page",
  "pagination.foreign-token-rejected",
  "pagination.token-url-safe",
  "representation.utc-whole-seconds",
  "errors.challenge",
  "errors.foreign-entity-hidden",
  "http.head",
  "http.method-not-allowed",
  "http.unknown-parameters",
  "http.not-publicly-cached",
]);

/** A mutant that is the base with one class of its own; its level is that of the first clause. */
export function mutant(
  name: string,
  clauses: readonly [string, ...(readonly string[])],
  story: string,
  Endpoint: EndpointClass,
  options: DeploymentOptions = {},
): Mutant {
  const level = shouldClauses.has(clauses[0]) ? "SHOULD" : "MUST";
  const killedBy = killedByOthers[name] ?? clauses;
  return { name, story, clauses, level, killedBy, start: () => startDeployment(Endpoint, options) };
}

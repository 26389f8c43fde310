import { contractClauses } from "../../src/contract/contract-document.ts";
import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import type { EndpointClass } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";

type ClauseIds = readonly [string, ...(readonly string[])];

/**
 * The clauses that a fault breaks, the main one first, and the rules that kill it where they are not those of all these clauses.
 * Mostly a rule says what is wrong and makes those that depend on it inconclusive, so that one fault is one red line; some faults show
 * first where another rule looks.
 */
type Broken = ClauseIds | { readonly clauses: ClauseIds; readonly killedBy: readonly string[] };

const levels = new Map(contractClauses().clauses.map(({ id, level }) => [id, level]));

/** A mutant that is the base with one class of its own; its level is that of the first clause. */
export function mutant(
  name: string,
  broken: Broken,
  story: string,
  Endpoint: EndpointClass,
  options: DeploymentOptions = {},
): Mutant {
  const { clauses, killedBy } = "clauses" in broken ? broken : { clauses: broken, killedBy: broken };
  const level = levels.get(clauses[0]);
  if (level === undefined) throw new Error(`${name}: there is no clause ${clauses[0]}`);
  return { name, story, clauses, level, killedBy, start: () => startDeployment(Endpoint, options) };
}

import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import { type EndpointClass, ListEndpoint } from "../corpus/list-endpoint.ts";
import type { LawfulServer } from "../corpus/server-under-test.ts";

/** One lawful difference from the base; several can be put on one another. */
export interface Difference {
  /** Kebab-case; also the name of the server that has this difference alone. */
  readonly name: string;
  readonly story: string;
  /** SHOULD clauses that a server with it does not meet. */
  readonly departsFrom: readonly string[];
  /** Puts the difference on an endpoint. */
  readonly apply: (Base: EndpointClass) => EndpointClass;
  readonly options: DeploymentOptions;
}

/** A difference of the endpoint. */
export function difference(
  name: string,
  departsFrom: readonly string[],
  story: string,
  apply: (Base: EndpointClass) => EndpointClass,
  options: DeploymentOptions = {},
): Difference {
  return { name, story, departsFrom, apply, options };
}

/** A server with the given differences, applied in their order. */
export function lawfulServer(name: string, story: string, differences: readonly Difference[]): LawfulServer {
  const options: DeploymentOptions = Object.assign({}, ...differences.map((each) => each.options));
  const Endpoint = differences.reduce<EndpointClass>((Base, { apply }) => apply(Base), ListEndpoint);
  return {
    name,
    story,
    departsFrom: [...new Set(differences.flatMap((each) => each.departsFrom))].sort(),
    capabilities: options.capabilities ?? ["insert", "update", "delete", "fault"],
    start: () => startDeployment(Endpoint, options),
  };
}

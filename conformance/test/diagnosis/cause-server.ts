import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import type { EndpointClass } from "../corpus/list-endpoint.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";

/** A server with one mistake, and the diagnosis that a run on it must begin with. */
export interface CauseServer extends CorpusServer {
  readonly diagnosis: string;
}

/** A server of the corpus with one class of its own. */
export function causeServer(
  name: string,
  diagnosis: string,
  story: string,
  Endpoint: EndpointClass,
  options: DeploymentOptions = {},
): CauseServer {
  return { name, diagnosis, story, start: () => startDeployment(Endpoint, options) };
}

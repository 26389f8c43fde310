import { type EndpointClass, ListEndpoint } from "./list-endpoint.ts";
import { type Listener, listen } from "./listener.ts";
import { MemoryData } from "./memory-data.ts";
import { createProvisioner, type ProvisionerOptions } from "./provisioner.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

/** How a deployment of an in-memory endpoint is made up. */
export interface DeploymentOptions extends ProvisionerOptions {
  /** Number of base URLs, all on the same data; default 1. */
  readonly instances?: number;
  /** Path prefix of every base URL, such as `/api/v2`; default none. */
  readonly prefix?: string;
  readonly Data?: new () => MemoryData;
}

/** The listeners of one deployment as a server under test. */
export function underTest(instances: readonly Listener[], prefix: string, provisioner?: Listener): ServerUnderTest {
  const all = provisioner === undefined ? instances : [...instances, provisioner];
  return {
    baseUrls: instances.map(({ url }) => `${url}${prefix}`),
    provisionerUrl: provisioner?.url,
    close: async () => {
      await Promise.all(all.map((listener) => listener.close()));
    },
  };
}

/** Starts a deployment with no data yet. */
export async function startDeployment(
  Endpoint: EndpointClass = ListEndpoint,
  options: DeploymentOptions = {},
): Promise<ServerUnderTest> {
  const data = new (options.Data ?? MemoryData)();
  const prefix = options.prefix ?? "";
  const numbers = Array.from({ length: options.instances ?? 1 }, (_, number) => number);
  const endpoints = numbers.map((number) => new Endpoint(data, number));
  const instances = await Promise.all(
    endpoints.map((endpoint) => listen((exchange) => endpoint.handle(exchange), prefix)),
  );
  return underTest(instances, prefix, await listen(createProvisioner(data, options)));
}

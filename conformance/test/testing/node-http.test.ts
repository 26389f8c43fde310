import { afterAll, describe, it } from "vitest";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { startNodeHttp } from "../../examples/node-http.ts";
import { registerConformance } from "../../src/index.ts";

const { handler, provisioner } = createMemoryDeployment();
const server = await startNodeHttp(handler);
afterAll(() => server.close());

registerConformance(
  { title: "the handler on node:http", baseUrl: server.url, provisioner, level: "should" },
  { describe, it },
);

import { afterAll, describe, it } from "vitest";
import { startFastify } from "../../examples/fastify.ts";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { registerConformance } from "../../src/index.ts";

const { handler, provisioner } = createMemoryDeployment();
const server = await startFastify(handler);
afterAll(() => server.close());

registerConformance(
  { title: "the handler on Fastify", baseUrl: server.url, provisioner, level: "should" },
  { describe, it },
);

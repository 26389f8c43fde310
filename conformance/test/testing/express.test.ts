import { afterAll, describe, it } from "vitest";
import { startExpress } from "../../examples/express.ts";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { registerConformance } from "../../src/index.ts";

const { handler, provisioner } = createMemoryDeployment();
const server = await startExpress(handler);
afterAll(() => server.close());

registerConformance(
  { title: "the handler on Express", baseUrl: server.url, provisioner, level: "should" },
  { describe, it },
);

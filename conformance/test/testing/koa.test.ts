import { afterAll, describe, it } from "vitest";
import { startKoa } from "../../examples/koa.ts";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { registerConformance } from "../../src/index.ts";

const { handler, provisioner } = createMemoryDeployment();
const server = await startKoa(handler);
afterAll(() => server.close());

registerConformance(
  { title: "the handler on Koa", baseUrl: server.url, provisioner, level: "should" },
  { describe, it },
);

import { describe, it } from "vitest";
import { honoFetch } from "../../examples/hono.ts";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { registerConformance } from "../../src/index.ts";

const { handler, provisioner } = createMemoryDeployment();

registerConformance(
  { title: "the handler on Hono", fetch: honoFetch(handler), provisioner, level: "should" },
  { describe, it },
);

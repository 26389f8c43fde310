import { describe, it } from "vitest";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { callRoute, createRoute } from "../../examples/next-route.ts";
import { registerConformance } from "../../src/index.ts";

const { handler, provisioner } = createMemoryDeployment();
const fetch = callRoute(createRoute(handler));

registerConformance({ title: "the handler as a route of Next", fetch, provisioner, level: "should" }, { describe, it });

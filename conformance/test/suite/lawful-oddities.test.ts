import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import { type EndpointClass, ListEndpoint } from "../corpus/list-endpoint.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { readOnlyOptions } from "./own-scenario.ts";
import { judgeServer, rulesThat, withStarted } from "./run-server.ts";

/** Runs of both kinds on a deployment. */
async function judge(mode: string, Endpoint: EndpointClass, options: DeploymentOptions = {}): Promise<Report> {
  const server = { name: "odd", story: "", start: () => startDeployment(Endpoint, options) };
  if (mode === "provisioned") return judgeServer(server, { seed: 1 });
  return withStarted(server, async (started) => runConformance({ ...(await readOnlyOptions(started, 60)), seed: 1 }));
}

/** Ids of more characters than any other server's. */
class LongIds extends MemoryData {
  override newId(kind: string): string {
    return `${kind}-${super.newId(kind)}-`.padEnd(1500, "long-");
  }
}

describe.each(["provisioned", "read-only"])("%s", (mode) => {
  test("ids of 1500 characters are held against nobody: with more behind it, each is another", async () => {
    const report = await judge(mode, ListEndpoint, { Data: LongIds });
    expect(rulesThat(report, "failed", "errored", "warned")).toEqual([]);
  }, 60_000);
});

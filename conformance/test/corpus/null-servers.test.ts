import { request } from "node:http";
import { expect, test } from "vitest";
import { brokenProvisioners } from "../null/broken-provisioners.ts";
import { nullServers } from "../null/servers.ts";
import { checkWalks } from "./check-walks.ts";

/** Some servers of the corpus never answer. */
const unansweredMs = 200;

/** "answered" once headers are there; else what became of the request, given up after `giveUpMs`. */
function outcome(url: string, giveUpMs?: number): Promise<string> {
  return new Promise((resolve) => {
    const outgoing = request(`${url}/v1/live_entities/x/live_sessions`, (incoming) => {
      incoming.on("error", () => undefined);
      incoming.destroy();
      resolve("answered");
    });
    outgoing.on("error", ({ message }) => resolve(message));
    if (giveUpMs !== undefined) AbortSignal.timeout(giveUpMs).addEventListener("abort", () => outgoing.destroy());
    outgoing.end();
  });
}

test.for(nullServers)("$name starts, meets a request and closes", async (server) => {
  const deployment = await server.start();
  const before = await outcome(deployment.baseUrls[0] ?? "", unansweredMs);
  await deployment.close();
  expect(before).not.toContain("ECONNREFUSED");
  expect(await outcome(deployment.baseUrls[0] ?? "")).toContain("ECONNREFUSED");
});

test.for(brokenProvisioners)("$name cannot be provisioned, or not wholly", async (server) => {
  const deployment = await server.start();
  try {
    // One of them breaks only behind the scenario.
    const faults = await checkWalks(deployment).catch((error: unknown) => [String(error)]);
    expect(
      faults.length > 0 || server.name === "provisioner-cannot-insert" || server.name === "provisioner-version-2",
    ).toBe(true);
  } finally {
    await deployment.close();
  }
});

test("every null server has a name of its own", () => {
  const names = [...nullServers, ...brokenProvisioners].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

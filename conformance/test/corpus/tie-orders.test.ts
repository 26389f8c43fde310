import { expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { walk } from "./check-walks.ts";
import { at, sampleScenario } from "./sample-scenario.ts";
import { provision, type Scenario } from "./scripted-client.ts";
import type { CorpusServer, ServerUnderTest } from "./server-under-test.ts";

// Any order of ties is lawful, so these mutants are told from a correct server by themselves, not by the base.
const tieMutants: readonly string[] = [
  "ties-turn-round-on-later-pages",
  "tie-order-depends-on-size",
  "ties-shuffled",
  "ties-differ-between-instances",
  "ties-by-updated-at",
  "ties-by-duration",
  "update-moves-to-end-of-heap",
  "end-moves-to-archive",
  "tie-breaker-not-in-order",
];

async function orders(server: ServerUnderTest): Promise<readonly string[]> {
  const scenario = (await provision(server, "POST", "/scenarios", sampleScenario)) as Scenario;
  const key = scenario.accounts["owner"]?.authorization ?? "";
  const { id = "", live_sessions: sessions = [] } = scenario.live_entities["changing"] ?? {};
  const turned = { ...server, baseUrls: server.baseUrls.toReversed() };
  const order = async (of: ServerUnderTest, size: number): Promise<string> =>
    (await walk(of, id, key, size)).map((session) => session["id"]).join();
  const before = [await order(server, 3), await order(server, 100), await order(turned, 3), await order(server, 3)];
  for (const [index, session] of sessions.toReversed().entries()) {
    const change = { updated_at: at(9000 + ((index * 7) % 5)), duration: 1 + ((index * 3) % 4) };
    await provision(server, "PATCH", `/live_entities/${id}/live_sessions/${session["id"]}`, change);
  }
  return [...before, await order(server, 3), await order(server, 100)];
}

async function ordersOf(server: CorpusServer): Promise<ReadonlySet<string>> {
  const deployment = await server.start();
  try {
    return new Set(await orders(deployment));
  } finally {
    await deployment.close();
  }
}

test.for(correctServers)(
  "$name has one order of ties, at every size and instance, before updates and after",
  async (server) => {
    expect((await ordersOf(server)).size).toBe(1);
  },
);

test.for(tieMutants)("%s has more than one order of ties", async (name) => {
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
  expect((await ordersOf(mutant)).size).toBeGreaterThan(1);
});

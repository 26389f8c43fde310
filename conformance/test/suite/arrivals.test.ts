import { describe, expect, test } from "vitest";
import type { CorpusServer, ServerUnderTest } from "../corpus/server-under-test.ts";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { startBusyProxy } from "./busy-proxy.ts";
import { judgeUnmeasured } from "./run-server.ts";

interface Made {
  readonly accounts: { readonly owner: { readonly authorization: string } };
  readonly live_entities: { readonly busy: { readonly id: string } };
}

const newest = Date.UTC(2024, 2, 1);

function at(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

async function post<T>(server: ServerUnderTest, path: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return (await (await fetch(`${server.provisionerUrl}${path}`, init)).json()) as T;
}

async function readWhileBusy(corpusServer: CorpusServer, seed: number): ReturnType<typeof judgeUnmeasured> {
  const server = await corpusServer.start();
  const rows = Array.from({ length: 60 }, (_, index) => ({
    created_at: at(newest - Math.floor(index * 0.7) * 3_600_000),
    ...(index % 17 === 3 ? {} : { duration: 10 + index / 8 }),
  }));
  const made = await post<Made>(server, "/scenarios", {
    accounts: ["owner"],
    live_entities: [{ name: "busy", account: "owner", live_sessions: rows }],
  });
  const { id } = made.live_entities.busy;
  // Before every third request a session begins, now and then in the second of the one before.
  const proxy = await startBusyProxy(server, async (requests) => {
    const path = `/live_entities/${id}/live_sessions`;
    if (requests % 3 === 0) await post(server, path, { created_at: at(newest + Math.floor(requests / 6) * 1000) });
  });
  try {
    const { baseUrl } = proxy;
    return await judgeUnmeasured({ baseUrl, liveEntity: id, authorization: made.accounts.owner.authorization, seed });
  } finally {
    proxy.close();
    await server.close();
  }
}

const named = correctServers.map((server) => [server.name, server] as const);

describe("a live entity on which sessions begin while it is read", () => {
  test.each(named)("does not fail %s", async (_, server) => {
    for (const seed of [1, 2]) {
      const report = await readWhileBusy(server, seed);
      const open = report.rules.filter(({ outcome }) => ["failed", "inconclusive", "errored"].includes(outcome));
      expect(open.map(({ id, failure, reason_text: text }) => ({ id, failure, text }))).toEqual([]);
      expect(report.exit_code).toBe(0);
    }
  });

  test("shows offsets, which repeat a session for each one that begins", async () => {
    const offsets = mutants.find(({ name }) => name === "offset-paging");
    if (!offsets) throw new Error("the mutant offset-paging is gone");
    const report = await readWhileBusy(offsets, 1);
    expect(report.exit_code).toBe(1);
    expect(report.rules.find(({ id }) => id === "pagination.exactly-once")?.outcome).toBe("failed");
  });
});

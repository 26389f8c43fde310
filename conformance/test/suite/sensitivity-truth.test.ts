import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import type { ConformanceOptions } from "../../src/running/options.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { judgeUnmeasured, withStarted } from "./run-server.ts";

/** A planted fault, and a server that has it. */
const pairs: readonly (readonly [fault: string, mutant: string])[] = [
  ["tie-dropped", "keyset-time-only"],
  ["tie-repeated", "keyset-or-equal-without-anchor"],
  ["row-dropped", "token-of-the-extra-row"],
  ["page-repeated", "replay-with-other-size-repeats-first-size"],
  ["end-leads-to-the-start", "end-leads-to-the-start"],
  ["oldest-first", "oldest-first"],
  ["ties-swapped", "tie-order-depends-on-size"],
  ["in-progress-first", "in-progress-first"],
  ["in-progress-left-out", "in-progress-left-out"],
  ["duration-rounded", "duration-in-whole-seconds"],
  ["duration-in-milliseconds", "duration-in-milliseconds"],
  ["duration-as-text", "duration-as-text"],
  ["duration-zero-in-progress", "in-progress-is-zero"],
  ["stream-key-of-another", "latest-stream-key-for-all"],
  ["updated-at-is-created-at", "updated-at-is-created-at"],
  ["created-at-without-offset", "time-without-zone"],
  ["byte-order-mark", "byte-order-mark"],
  ["member-twice", "member-twice"],
  ["bad-token-is-page-one", "bad-token-is-page-one"],
  ["bad-token-is-500", "bad-token-is-500"],
  ["foreign-token-lists-its-entity", "token-decides-entity"],
  ["token-works-once", "token-works-once"],
  ["prefix-of-key-is-served", "key-prefix-accepted"],
  ["unknown-entity-is-empty", "unknown-entity-is-empty-list"],
  ["malformed-id-is-500", "malformed-id-is-500"],
  ["fault-is-empty-list", "fault-is-empty-list"],
  ["insertion-repeats-a-row", "offset-paging"],
  ["deleted-anchor-starts-again", "deleted-anchor-starts-again"],
  ["update-not-shown", "cached-until-count-changes"],
  ["post-is-200", "post-lists"],
];

type Judge = (options: ConformanceOptions) => Promise<Report>;

/** @param judge measures how good the run was, or leaves it where nobody looks at that */
type Run = (server: CorpusServer, judge: Judge) => Promise<Report>;

const runs: Readonly<Record<string, Run>> = {
  "everything provisioned": (server, judge) =>
    withStarted(server, ({ baseUrls, provisionerUrl }) =>
      judge({ baseUrl: baseUrls[0] ?? "", provisioner: provisionerUrl ?? "", seed: 7 }),
    ),
  // No two of one second, none in progress, whole durations: much that cannot be seen.
  "read-only, nine sessions far apart": (server, judge) =>
    withStarted(server, async ({ baseUrls, provisionerUrl }) => {
      const rows = Array.from({ length: 9 }, (_, day) => ({
        created_at: `2024-01-0${9 - day}T12:00:00Z`,
        duration: 60 + day,
      }));
      const body = JSON.stringify({
        accounts: ["owner"],
        live_entities: [{ name: "poor", account: "owner", live_sessions: rows }],
      });
      const headers = { "content-type": "application/json" };
      const made = await (await fetch(`${provisionerUrl}/scenarios`, { method: "POST", headers, body })).json();
      const { accounts, live_entities: entities } = made as {
        accounts: { owner: { authorization: string } };
        live_entities: { poor: { id: string } };
      };
      const { authorization } = accounts.owner;
      return judge({ baseUrl: baseUrls[0] ?? "", liveEntity: entities.poor.id, authorization, seed: 7 });
    }),
};

function sqlServer(): CorpusServer {
  const server = correctServers.find(({ name }) => name === "base");
  if (!server) throw new Error("the base server is gone");
  return server;
}

describe.each(Object.entries(runs))("what sensitivity claims of a run: %s", (_, run) => {
  let claimed: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const { missed } = (await run(sqlServer(), runConformance)).sensitivity;
    claimed = new Map(missed.map(({ fault, why }) => [fault, why]));
  });

  afterAll(() => {
    claimed = new Map();
  });

  test.each(pairs)("%s is what happens to a server that has it, %s", async (fault, name) => {
    const mutant = mutants.find((candidate) => candidate.name === name);
    if (!mutant) throw new Error(`the mutant ${name} is gone`);
    const report = await run(mutant, judgeUnmeasured);
    const isCaught = report.rules.some(({ outcome }) => outcome === "failed");
    expect({ caught: isCaught, why: claimed.get(fault) }).toEqual({
      caught: !claimed.has(fault),
      why: claimed.get(fault),
    });
  });
});

import { describe, expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { lawfulServers } from "../lawful/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { readOnlyOptions } from "./own-scenario.ts";
import { judgeUnmeasured, rulesThat, withStarted } from "./run-server.ts";

const sessions = 60;

/** Faults that need no provisioner to be seen, by their rule. */
const telling: readonly (readonly [mutant: string, rule: string])[] = [
  ["keyset-time-only", "pagination.exactly-once"],
  ["keyset-joined-by-and", "pagination.exactly-once"],
  ["tie-breaker-wrong-way", "pagination.exactly-once"],
  ["exactly-full-page-ends-the-walk", "pagination.exactly-once"],
  ["later-pages-reversed", "ordering.newest-first"],
  ["oldest-first", "ordering.newest-first"],
  ["order-by-insertion", "ordering.newest-first"],
  ["ties-shuffled", "ordering.stable-ties"],
  ["tie-order-depends-on-size", "ordering.stable-ties"],
  ["empty-pages-for-ever", "pagination.terminates"],
  ["token-works-once", "pagination.token-replays"],
  ["bad-token-is-page-one", "pagination.bad-token-rejected"],
  ["entity-id-of-the-account", "representation.own-sessions-only"],
  ["token-decides-entity", "pagination.token-stays-in-its-entity"],
  ["any-key-lists-any-entity", "errors.foreign-entity-closed"],
];

describe("somebody's own data, read only", () => {
  test.for(correctServers)("$name fails nothing, and the run exits 0", async (server) => {
    await withStarted(server, async (started) => {
      const report = await judgeUnmeasured({ ...(await readOnlyOptions(started, sessions)), seed: 1 });
      expect(rulesThat(report, "failed", "warned", "errored", "inconclusive")).toEqual([]);
      expect([report.verdict, report.exit_code]).toEqual(["partially-proven", 0]);
    });
  });

  test("a run on 10,000 sessions stays within its budget and says what it left out", async () => {
    const server = correctServers.find(({ name }) => name !== "base") ?? correctServers[0];
    if (server === undefined) throw new Error("there is no correct server");
    await withStarted(server, async (started) => {
      const options = { ...(await readOnlyOptions(started, 10_000)), seed: 1, maxRequests: 200 };
      const report = await judgeUnmeasured(options);
      expect(report.requests).toBeLessThanOrEqual(200);
      expect(rulesThat(report, "failed", "errored")).toEqual([]);
      expect(report.evidence.left_out.join("\n")).toMatch(/sessions beyond the first \d+: the reference walk stopped/);
    });
  });

  test.concurrent.for(telling)("%s is killed by %s", async ([name, rule], { expect: check }) => {
    const mutant = mutants.find((candidate) => candidate.name === name);
    if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
    await withStarted(mutant, async (started) => {
      const report = await judgeUnmeasured({ ...(await readOnlyOptions(started, sessions)), seed: 1 });
      check(rulesThat(report, "failed"), mutant.story).toContain(rule);
      check(report.exit_code).toBe(1);
    });
  });

  test.concurrent.for(lawfulServers)("$name fails no MUST rule", async (server, { expect: check }) => {
    await withStarted(server, async (started) => {
      const report = await judgeUnmeasured({ ...(await readOnlyOptions(started, sessions)), seed: 1 });
      check(rulesThat(report, "failed", "errored"), server.story).toEqual([]);
      check([0, 3], server.story).toContain(report.exit_code);
    });
  });
});

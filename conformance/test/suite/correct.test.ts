import { describe, expect, test } from "vitest";
import { judgeReport } from "../../src/report/judge-report.ts";
import type { Report } from "../../src/report/report.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { correctServers } from "../correct/servers.ts";
import { normaliseReport, outcomesOf } from "./normalise-report.ts";
import { judgeServer, judgeWhole, withStarted } from "./run-server.ts";

const MAX_OF_ALL_INSTANCES = 400;

/** Faults of strong tags, which some correct servers do not give, and of several instances, which some have not. */
const LACKED_BY_SOME: ReadonlySet<string> = new Set([
  "tag-outlives-a-change",
  "same-tag-is-200",
  "token-of-one-instance",
]);

const verdictOf = ({ verdict, exit_code: exitCode }: Report): object => ({ verdict, exitCode });

describe.concurrent.for(correctServers)("$name", (server) => {
  test("is conformant when SHOULD is MUST, and every planted fault would have been caught or is explained", async ({
    expect: check,
  }) => {
    const report = await withStarted(server, (started) => judgeWhole(started, { seed: 1, level: "should" }));
    const held = report.rules
      .filter(({ outcome }) => ["failed", "warned", "inconclusive", "errored"].includes(outcome))
      .map(({ id, outcome, failure, reason_text: text }) => [
        id,
        outcome,
        failure?.message ?? text,
        failure?.exchanges,
      ]);
    check({ ...verdictOf(report), held }).toEqual({ verdict: "conformant", exitCode: 0, held: [] });
    check(report.diagnoses).toEqual([]);
    check(report.requests, "requests of a run on all its instances").toBeLessThanOrEqual(MAX_OF_ALL_INSTANCES);
    const { caught, missed, total } = report.sensitivity;
    check(caught + missed.length).toBe(total);
    // Each has a data set, a request or a write that shows it: only what the deployment itself lacks is missed.
    check(missed.filter(({ fault }) => !LACKED_BY_SOME.has(fault))).toEqual([]);
  });

  test("a stored report of it is judged as the run was", async ({ expect: check }) => {
    const report = await judgeServer(server, { seed: 2 });
    const again = judgeReport(JSON.parse(JSON.stringify(report)) as Report);
    check(outcomesOf(again)).toEqual(outcomesOf(report));
    check(again.rules).toEqual(report.rules);
  });
});

const base = correctServers[0];

test.each([
  [1, 390],
  [2, 400],
])("a run on a deployment of %i instances sends at most %i requests", async (instances, mostRequests) => {
  for (const server of correctServers) {
    const deployment: CorpusServer = {
      ...server,
      start: async () => {
        const started = await server.start();
        const [first = ""] = started.baseUrls;
        // One that has a single process is asked by two URLs of it.
        const baseUrls = Array.from({ length: instances }, (_, index) => started.baseUrls[index] ?? first);
        return { ...started, baseUrls, close: () => started.close() };
      },
    };
    const report = await judgeServer(deployment, { seed: 3 });
    expect(report.requests, server.name).toBeLessThanOrEqual(mostRequests);
  }
});

test("twenty runs one after another on one server, each with another seed, give the same outcomes", async () => {
  if (base === undefined) throw new Error("there is no correct server");
  await withStarted(base, async (started) => {
    const runOn = () => judgeServer({ ...base, start: async () => ({ ...started, close: async () => undefined }) }, {});
    const first = outcomesOf(await runOn());
    for (let run = 1; run < 20; run += 1) {
      const report = await runOn();
      expect(outcomesOf(report), `seed ${report.target.seed}`).toEqual(first);
    }
  });
});

test("four runs at the same time on one server give the same report, ids, ports and times aside", async () => {
  if (base === undefined) throw new Error("there is no correct server");
  const startedAt = Date.now();
  await withStarted(base, async (started) => {
    const reports = await Promise.all([1, 2, 3, 4].map(() => judgeWhole(started, { seed: 5 })));
    const [first, ...others] = reports.map((report) => normaliseReport(report, startedAt));
    for (const report of others) expect(report).toEqual(first);
  });
});

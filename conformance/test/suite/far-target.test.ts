import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import { unmeasured } from "../../src/sensitivity/sensitivity.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { rulesThat, withStarted } from "./run-server.ts";

/** Requests from whose time a run tells how far its target is. */
const timedRequests = 2;
/** More than that of a target that is nearby. */
const farMs = 90;

const mixedUp = [
  "account-in-a-shared-variable",
  "size-in-a-shared-variable",
  "requests-coalesced-by-path",
  "requests-coalesced-by-query",
  "database-is-locked",
];

interface Run {
  readonly report: Report;
  /** The most requests at one time, those aside that look for faults under concurrency. */
  readonly mostAtOnce: number;
  /** What was asked for last. */
  readonly lastTarget: string;
}

/** A run on a server whose first answers come late, be it that it is far away or that the machine was busy. */
function runOn(server: CorpusServer, firstMs: number, rules: readonly string[] = []): Promise<Run> {
  return withStarted(server, async ({ baseUrls, provisionerUrl = "" }) => {
    let [sent, inside, mostAtOnce] = [0, 0, 0];
    let lastTarget = "";
    const forward = async (request: Request): Promise<Response> => {
      sent += 1;
      if (sent <= timedRequests) await sleep(firstMs);
      const { pathname, search } = new URL(request.url);
      lastTarget = pathname + search;
      const one = /[?&]page_size=[24](&|$)/.test(search) ? 0 : 1;
      inside += one;
      mostAtOnce = Math.max(mostAtOnce, inside);
      const answer = await fetch(new Request(`${baseUrls[0] ?? ""}${pathname}${search}`, request));
      inside -= one;
      return answer;
    };
    const report = await runWithParts(
      { fetch: forward, provisioner: provisionerUrl, seed: 7, rules },
      { plan: planScenario, measure: unmeasured },
    );
    return { report, mostAtOnce, lastTarget };
  });
}

function named(name: string): CorpusServer {
  const found = [...mutants, ...correctServers].find((server) => server.name === name);
  if (!found) throw new Error(`there is no server ${name}`);
  return found;
}

describe("a target that answers late", () => {
  test.for(mixedUp)(
    "%s shows it where requests are made at the same time on purpose, and nowhere else",
    async (name) => {
      const { report, mostAtOnce } = await runOn(named(name), farMs);
      expect(rulesThat(report, "failed")).toContain("http.concurrent");
      const ids = new Set(report.rules.flatMap(({ failure }) => failure?.exchanges ?? []));
      const experiments = report.exchanges.filter(({ id }) => ids.has(id)).map(({ purpose }) => purpose.experiment);
      expect(new Set(experiments)).toEqual(new Set(["concurrency"]));
      expect(mostAtOnce).toBe(1);
    },
  );

  test("is asked up to four things at a time once it has answered requests at the same time well", async () => {
    const { report, mostAtOnce } = await runOn(named("base"), farMs);
    expect([report.verdict, report.exit_code]).toEqual(["conformant", 0]);
    expect(mostAtOnce).toBeGreaterThan(1);
    expect(mostAtOnce).toBeLessThanOrEqual(4);
  });

  test("is asked what looks at the end of a run when all else has been asked", async () => {
    const { report, lastTarget } = await runOn(named("base"), farMs);
    const late = report.exchanges.find(({ purpose }) => purpose.experiment === "late");
    expect(late?.request.target).toBe(lastTarget);
  });

  test("is asked one thing at a time in a run that leaves that question out", async () => {
    const { report, mostAtOnce } = await runOn(named("requests-coalesced-by-path"), farMs, ["pagination.exactly-once"]);
    expect(rulesThat(report, "passed")).toEqual(["pagination.exactly-once"]);
    expect(mostAtOnce).toBe(1);
  });
});

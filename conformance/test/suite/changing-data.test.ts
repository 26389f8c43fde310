import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import type { NewSession } from "../corpus/backend.ts";
import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { type EndpointClass, ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import { readOnlyOptions } from "./own-scenario.ts";
import { judgeUnmeasured } from "./run-server.ts";

const seeds = [1, 2, 3];
const behindMs = 300;
const everyMs = 100;
const firstMs = Date.UTC(2026, 0, 1);

function beginningAt(milliseconds: number): NewSession {
  const now = Math.floor(milliseconds / 1000);
  return { createdAt: now, updatedAt: now, duration: undefined, streamKey: undefined };
}

/** Somebody's own entity has its first session after so many requests. */
function firstSessionAfter(requests: number): EndpointClass {
  return class extends ListEndpoint {
    asked = 0;
    override async handle(exchange: Exchange): Promise<Reply> {
      this.asked += 1;
      const empty = [...this.data.entities.values()].filter(({ sessions }) => sessions.length === 0);
      if (this.asked === requests) for (const { id } of empty) this.data.insert(id, beginningAt(firstMs));
      return super.handle(exchange);
    }
  };
}

/** Channels on which a session begins every 100 ms of a clock that requests move on, and when each of them did. */
class BusyData extends MemoryData {
  readonly begun: Map<string, number> = new Map();
  nowMs = firstMs;
  moveOn(milliseconds: number): void {
    const until = this.nowMs + milliseconds;
    for (let at = Math.ceil((this.nowMs + 1) / everyMs) * everyMs; at <= until; at += everyMs) this.begin(at);
    this.nowMs = until;
  }
  begin(at: number): void {
    for (const { id, sessions } of this.entities.values()) {
      const stored = sessions.length === 0 ? undefined : this.insert(id, beginningAt(at));
      if (stored !== undefined) this.begun.set(stored.id, at);
    }
  }
}

/** Each request takes so long; the second instance reads from a replica that is 300 ms behind. */
function replicaBehind(requestMs: number): EndpointClass {
  return class extends ListEndpoint {
    override visible(query: ListQuery): StoredSession[] {
      const { data } = this;
      if (!(data instanceof BusyData)) return super.visible(query);
      data.moveOn(requestMs);
      const until = this.instance === 0 ? data.nowMs : data.nowMs - behindMs;
      return super.visible(query).filter(({ id }) => (data.begun.get(id) ?? 0) <= until);
    }
  };
}

async function readOnlyRun(Endpoint: EndpointClass, options: DeploymentOptions, seed: number): Promise<Report> {
  const started = await startDeployment(Endpoint, options);
  try {
    return await judgeUnmeasured({ ...(await readOnlyOptions(started, 60)), seed });
  } finally {
    await started.close();
  }
}

function held(report: Report): object[] {
  const bad = report.rules.filter(({ outcome }) => outcome === "failed" || outcome === "errored");
  return bad.map(({ id, failure, reason_text: text }) => ({ id, failure, text }));
}

describe("somebody's own data that change while they are read", () => {
  test.for([10, 40, 70])(
    "an empty entity that has its first session after %i requests fails nothing",
    async (requests) => {
      const report = await readOnlyRun(firstSessionAfter(requests), {}, 1);
      expect(held(report)).toEqual([]);
      expect([0, 3]).toContain(report.exit_code);
    },
  );

  const runs = seeds.flatMap((seed) => [2, 5, 13, 30, 110].map((requestMs) => ({ seed, requestMs })));
  test.for(runs)(
    "a replica 300 ms behind, while a session begins every 100 ms, fails no MUST rule: seed $seed, $requestMs ms a request",
    async ({ seed, requestMs }) => {
      const report = await readOnlyRun(replicaBehind(requestMs), { Data: BusyData, instances: 2 }, seed);
      expect(held(report)).toEqual([]);
      expect([0, 3]).toContain(report.exit_code);
    },
  );
});

import { expect, test } from "vitest";
import { judgeReport } from "../../src/index.ts";
import type { Report, ReportRule } from "../../src/report/report.ts";
import { underTest } from "../corpus/deployment.ts";
import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { type EndpointClass, ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import { listen } from "../corpus/listener.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import { judgeUnmeasured, rulesThat, withStarted } from "../suite/run-server.ts";

type Change = (reply: Reply, exchange: Exchange) => Reply;

/** Judges a server whose provisioner answers otherwise than the one of the corpus. */
function judged(change: Change, Endpoint: EndpointClass = ListEndpoint): Promise<Report> {
  const start = async () => {
    const data = new MemoryData();
    const endpoint = new Endpoint(data, 0);
    const right = createProvisioner(data);
    const provisioner = await listen(async (exchange) => change(await right(exchange), exchange));
    return underTest([await listen((exchange) => endpoint.handle(exchange))], "", provisioner);
  };
  return withStarted({ name: "blame", story: "", start }, ({ baseUrls, provisionerUrl = "" }) =>
    judgeUnmeasured({ baseUrl: baseUrls, provisioner: provisionerUrl, seed: 7 }),
  );
}

const ruleOf = ({ rules }: Report, id: string): ReportRule | undefined => rules.find((rule) => rule.id === id);
const isScenario = ({ method, path }: Exchange): boolean => method === "POST" && path === "/scenarios";

/** The answer to `POST /scenarios` with the sessions of each entity changed. */
function withSessions(reply: Reply, change: (sessions: readonly unknown[]) => readonly unknown[]): Reply {
  const scenario = JSON.parse(String(reply.body)) as {
    live_entities: Record<string, { id: string; live_sessions: readonly unknown[] }>;
  };
  const entities = Object.entries(scenario.live_entities).map(([name, entity]) => [
    name,
    { ...entity, live_sessions: change(entity.live_sessions) },
  ]);
  return jsonReply(reply.status, { ...scenario, live_entities: Object.fromEntries(entities) });
}

test("a provisioner that answers in another order is named, with a pointer, and fails no rule", async () => {
  const report = await judged((reply, exchange) =>
    isScenario(exchange) ? withSessions(reply, (sessions) => sessions.toReversed()) : reply,
  );
  expect(rulesThat(report, "failed")).toEqual([]);
  expect(ruleOf(report, "representation.faithful")).toMatchObject({
    outcome: "inconclusive",
    reason: "provisioner",
    reason_text: expect.stringMatching(
      /\/live_entities\/populated\/live_sessions\/\d+\/created_at is ".+", ".+" was asked for/,
    ),
  });
  expect(report.exit_code).toBe(3);
});

test("a session that is gone when the suite deletes it is a lost one, with a report", async () => {
  let deletions = 0;
  const report = await judged((reply, { method, path }) => {
    if (method !== "DELETE" || !path.includes("/live_sessions/")) return reply;
    deletions += 1;
    return deletions === 2 ? jsonReply(404, { message: "There is no such session." }) : reply;
  });
  expect(ruleOf(report, "pagination.fresh")?.failure?.message).toMatch(
    /was acknowledged, and is lost: DELETE of it is answered 404/,
  );
  expect(report.exit_code).toBe(1);
});

test("a clean-up that fails is a warning, and the verdict stays", async () => {
  // The run's own data, made first; data that it drops along the way, to see what a revoked key finds, go.
  const report = await judged((reply, { method, path }) =>
    method === "DELETE" && path === "/scenarios/scenario-1" ? jsonReply(500, { message: "disk full" }) : reply,
  );
  expect([report.verdict, report.exit_code]).toEqual(["conformant", 0]);
  expect(report.warnings).toEqual([
    expect.stringMatching(/^What the run made was not deleted: DELETE \/scenarios\/.+ was answered 500/),
  ]);
  expect(judgeReport(report).warnings).toEqual(report.warnings);
});

test("a provisioner that fails to take a key back is named, and all else is judged", async () => {
  const report = await judged((reply, { method, path }) =>
    method === "DELETE" && path === "/scenarios/scenario-2" ? jsonReply(500, { message: "disk full" }) : reply,
  );
  expect(rulesThat(report, "failed", "errored")).toEqual([]);
  expect(rulesThat(report, "inconclusive")).toEqual(["errors.key-revoked"]);
  expect(ruleOf(report, "errors.key-revoked")).toMatchObject({
    reason: "provisioner",
    reason_text: expect.stringMatching(
      /^the provisioner did not take the key back: DELETE \/scenarios\/scenario-2 was answered 500 instead of 204 \(exchange \d+\)/,
    ),
  });
  expect(report.exit_code).toBe(3);
  expect(ruleOf(judgeReport(report), "errors.key-revoked")).toEqual(ruleOf(report, "errors.key-revoked"));
});

test("page_token= answered 400 fails by its status, also where ties are not stable", async () => {
  let reads = 0;
  const report = await judged(
    (reply) => reply,
    class extends ListEndpoint {
      override positionOf(
        ...[values, id, exchange]: Parameters<ListEndpoint["positionOf"]>
      ): ReturnType<ListEndpoint["positionOf"]> {
        return values[0] === "" ? "malformed" : super.positionOf(values, id, exchange);
      }

      override compare(...[left, right]: Parameters<ListEndpoint["compare"]>): number {
        return right.createdAt - left.createdAt || (reads % 2 === 0 ? 1 : -1) * left.id.localeCompare(right.id);
      }

      override page(query: ListQuery): ReturnType<ListEndpoint["page"]> {
        reads += 1;
        return super.page(query);
      }
    },
  );
  expect(ruleOf(report, "pagination.blank-token-is-first-page")).toMatchObject({
    outcome: "failed",
    failure: { message: "page_token= is answered 400." },
  });
});

test("a firewall's own page for a hostile request proves nothing, and the report says to go behind it", async () => {
  const blocked: Reply = { status: 403, headers: { "content-type": "text/html" }, body: "<h1>Request blocked</h1>" };
  const report = await judged(
    (reply) => reply,
    class extends ListEndpoint {
      override handle(exchange: Exchange): Promise<Reply> {
        const isAttack = /%27|etc%2Fpasswd|%00/i.test(exchange.target);
        return isAttack ? Promise.resolve(blocked) : super.handle(exchange);
      }
    },
  );
  expect(rulesThat(report, "failed")).toEqual([]);
  expect(ruleOf(report, "errors.unknown-entity")).toMatchObject({
    outcome: "inconclusive",
    reason_text: expect.stringContaining("run the suite behind it"),
  });
  expect(report.exit_code).toBe(3);
});

test("the worst probe is shown first, with a count and how the others were answered", async () => {
  const report = await judged(
    (reply) => reply,
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        if (/^[0-9a-f-]{36}$/.test(id)) return super.unknownEntity(id);
        return id.length > 100
          ? this.error(422, "The id is too long.")
          : this.crashed(new Error("invalid uuid"), {} as Exchange);
      }
    },
  );
  const failure = ruleOf(report, "errors.unknown-entity")?.failure;
  expect(failure).toMatchObject({
    actual: "status 500",
    failed: 9,
    likely_cause: expect.stringContaining("check the form first"),
  });
  expect(failure?.others?.join("; ")).toMatch(/answered 500: .*NUL.*; answered 422: longer than any id/);
});

test("valid keys that are refused after wrong ones are not taken for forgotten tokens", async () => {
  let wrong = 0;
  const report = await judged(
    (reply) => reply,
    class extends ListEndpoint {
      override async route(exchange: Exchange): Promise<Reply> {
        const key = exchange.headers.authorization;
        const isValid = key !== undefined && this.accountOf(key) !== undefined;
        if (key !== undefined && !isValid) wrong += 1;
        return isValid && wrong >= 12 ? this.error(403, "Too many failed attempts.") : super.route(exchange);
      }
    },
  );
  expect(ruleOf(report, "pagination.token-replays")?.outcome).toBe("failed");
  expect(report.diagnoses?.map(({ id }) => id)).not.toContain("forgotten-tokens");
});

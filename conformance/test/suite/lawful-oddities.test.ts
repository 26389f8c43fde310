import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { type DeploymentOptions, startDeployment } from "../corpus/deployment.ts";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { type EndpointClass, ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { readOnlyOptions } from "./own-scenario.ts";
import { judgeServer, judgeUnmeasured, rulesThat, withStarted } from "./run-server.ts";

/** Runs of both kinds on a deployment. */
async function judge(mode: string, Endpoint: EndpointClass, options: DeploymentOptions = {}): Promise<Report> {
  const server = { name: "odd", story: "", start: () => startDeployment(Endpoint, options) };
  if (mode === "provisioned") return judgeServer(server, { seed: 1 });
  return withStarted(server, async (started) => judgeUnmeasured({ ...(await readOnlyOptions(started, 60)), seed: 1 }));
}

/** Ids of more characters than any other server's. */
class LongIds extends MemoryData {
  override newId(kind: string): string {
    return `${kind}-${super.newId(kind)}-`.padEnd(1500, "long-");
  }
}

/** Names a charset at its second instance, which runs another release. */
class TwoReleases extends ListEndpoint {
  override error(...args: Parameters<ListEndpoint["error"]>): Reply {
    const reply = super.error(...args);
    const type = `application/json${this.instance === 1 ? "; charset=utf-8" : ""}`;
    return { ...reply, headers: { ...reply.headers, "content-type": type } };
  }
}

/** A key in the query is a key: an error does not show it. */
const withoutKeys = (target: string): string =>
  target.replaceAll(/(?<=[?&](?:api_key|access_token|authorization)=)[^&]+/g, "hidden");

/** Says in every error what was asked for, in full but for keys. */
class RepeatsTheTarget extends ListEndpoint {
  override async handle(exchange: Exchange): Promise<Reply> {
    const reply = await super.handle(exchange);
    if (reply.status < 400) return reply;
    return {
      ...reply,
      body: String(reply.body).replace(
        '"message":"',
        () => `"message":"${JSON.stringify(withoutKeys(exchange.target)).slice(1, -1)} `,
      ),
    };
  }
}

/** Begins each list with a page without sessions, from which its token leads to the newest. */
class EmptyFirstPage extends ListEndpoint {
  override page(query: ListQuery): Page | Promise<Page> {
    if (query.after !== undefined || query.entity.sessions.length === 0) return super.page(query);
    return { rows: [], next: { createdAt: 9_000_000_000, id: "z" } };
  }
}

/** Lists one session on a page, whatever the size, and sends 20 KiB of headers with each: much for so many pages. */
class OneAtATime extends ListEndpoint {
  override page(query: ListQuery): Page | Promise<Page> {
    return super.page({ ...query, size: 1 });
  }
  override async handle(exchange: Exchange): Promise<Reply> {
    const reply = await super.handle(exchange);
    return { ...reply, headers: { ...reply.headers, "content-security-policy": "img-src 'self'; ".repeat(1281) } };
  }
}

test("a list of one session a page with 20 KiB of headers on each is judged to the end", async () => {
  const report = await judge("provisioned", OneAtATime);
  expect(rulesThat(report, "failed", "errored", "inconclusive")).toEqual([]);
  expect([report.verdict, rulesThat(report, "warned")]).toEqual(["conformant", ["pagination.full-pages"]]);
});

describe.each(["provisioned", "read-only"])("%s", (mode) => {
  test("ids of 1500 characters fail nobody: with more behind it, each is another", async () => {
    const report = await judge(mode, ListEndpoint, { Data: LongIds });
    expect(rulesThat(report, "failed", "errored", "warned")).toEqual([]);
  });

  test("instances that spell the media type of an error differently each answer HEAD as they answer GET", async () => {
    const report = await judge(mode, TwoReleases, { instances: 2 });
    expect(rulesThat(report, "failed", "errored", "warned")).toEqual([]);
    expect(rulesThat(report, "passed")).toContain("http.head");
  });

  test("a message that repeats the target, query and all, tells nobody whether an entity exists", async () => {
    const report = await judge(mode, RepeatsTheTarget);
    expect(rulesThat(report, "failed", "errored", "warned")).toEqual([]);
    expect(rulesThat(report, "passed")).toContain("errors.foreign-entity-hidden");
  });

  test("a list whose first page is empty and says that it goes on is followed before it is compared", async () => {
    const report = await judge(mode, EmptyFirstPage);
    expect(rulesThat(report, "failed", "errored", "warned")).toEqual(["pagination.full-pages"]);
    const passed = rulesThat(report, "passed");
    expect(passed).toContain("pagination.blank-token-is-first-page");
    expect(passed).toContain("http.unknown-parameters");
  });
});

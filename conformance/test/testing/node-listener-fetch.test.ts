import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import express from "express";
import Koa from "koa";
import { describe, expect, it } from "vitest";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { ConfigurationError, type ConformanceOptions, fetchFromNodeListener, runConformance } from "../../src/index.ts";
import { judgeUnmeasured } from "../suite/run-server.ts";

const request = (init: RequestInit = {}): Request => new Request("http://lists.example/v1/x?page_size=3", init);

describe("a listener of node:http as fetch", () => {
  it("gets method, target, headers and body, and gives status, headers and body back", async () => {
    const ask = fetchFromNodeListener(async (incoming, response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const seen = [incoming.method, incoming.url, incoming.headers["x-one"], Buffer.concat(chunks).toString()];
      response.writeHead(418, { "x-two": "2", "content-type": "application/json" }).end(JSON.stringify(seen));
    });
    const answer = await ask(request({ method: "POST", headers: { "x-one": "1" }, body: "body" }));
    expect([answer.status, answer.headers.get("x-two")]).toEqual([418, "2"]);
    expect(await answer.json()).toEqual(["POST", "/v1/x?page_size=3", "1", "body"]);
  });

  it("decodes what is compressed, and gives HEAD and 304 no body", async () => {
    const ask = fetchFromNodeListener((incoming, response) => {
      if (incoming.method === "GET") response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("whole"));
      else response.writeHead(304).end();
    });
    expect(await (await ask(request())).text()).toBe("whole");
    const head = await ask(request({ method: "HEAD" }));
    expect([head.status, await head.text()]).toEqual([304, ""]);
  });

  it("rejects where the listener breaks its connection", async () => {
    const ask = fetchFromNodeListener((_incoming, response) => response.destroy());
    await expect(ask(request())).rejects.toThrow();
  });

  it("lets an Express app be judged without a port", async () => {
    const { handler, provisioner } = createMemoryDeployment();
    const app = express();
    app.use(async (incoming, response) => {
      const { status, headers, body } = await handler({
        method: incoming.method,
        target: incoming.originalUrl,
        headers: incoming.headers,
      });
      response.writeHead(status, headers).end(body);
    });
    const report = await judgeUnmeasured({ fetch: fetchFromNodeListener(app), provisioner, seed: 1 });
    expect([report.verdict, report.summary.failed]).toEqual(["conformant", 0]);
  });
});

describe("fetch that is none", () => {
  const { provisioner } = createMemoryDeployment();
  const given: readonly (readonly [what: string, fetch: unknown])[] = [
    ["an Express app", express()],
    ["a Koa app", new Koa()],
    ["a server", createServer()],
  ];

  it.for(given)("is refused with what to give instead: %s", async ([, given]) => {
    // As JavaScript gives it, which has no types to say so.
    const run = runConformance({ fetch: given, provisioner } as ConformanceOptions);
    await expect(run).rejects.toThrow(ConfigurationError);
    await expect(runConformance({ fetch: given, provisioner } as ConformanceOptions)).rejects.toThrow(
      "give fetch: fetchFromNodeListener(app)",
    );
  });

  it("is named where it gives no Response", async () => {
    const run = runConformance({ fetch: () => undefined, provisioner } as unknown as ConformanceOptions);
    await expect(run).rejects.toThrow("fetch gave undefined, not a Response");
  });
});

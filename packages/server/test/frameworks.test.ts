import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { validateErrorBody } from "@live-sessions/contract/validators";
import express from "express";
import fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { afterEach, describe, expect, it } from "vitest";
import { toFetchHandler, toNodeListener } from "../src/index.ts";
import { ENTITY, handlerOn, KEY, pathOf, populatedStore, UNKNOWN_ENTITY } from "./requests.ts";

type Send = (path: string, init?: RequestInit) => Promise<Response>;

// All that follows, not `:id`: a framework would decode the id, and refuse a malformed one in a form of its own.
const ROUTE = "/v1/live_entities/*";
const handler = handlerOn(populatedStore());
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function onSocket(server: Server): Promise<Send> {
  if (!server.listening) await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

const FRAMEWORKS: Readonly<Record<string, () => Promise<Send>>> = {
  "node:http": () => onSocket(createServer(toNodeListener(handler)).listen(0, "127.0.0.1")),
  Express: () => {
    const app = express();
    app.all(/^\/v1\/live_entities\//, toNodeListener(handler));
    return onSocket(app.listen(0, "127.0.0.1"));
  },
  Fastify: async () => {
    const listener = toNodeListener(handler);
    const answer = (request: FastifyRequest, reply: FastifyReply): void => {
      reply.hijack();
      listener(request.raw, reply.raw);
    };
    const app = fastify({ frameworkErrors: (_, request, reply) => answer(request, reply) });
    // Before a body is read: nothing here has one.
    app.all(ROUTE, { onRequest: async (request, reply) => answer(request, reply) }, answer);
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    closing.push(() => app.close());
    return (path, init) => fetch(url + path, init);
  },
  Koa: () => {
    const app = new Koa();
    const listener = toNodeListener(handler);
    app.use((context) => {
      context.respond = false;
      listener(context.req, context.res);
    });
    return onSocket(app.listen(0, "127.0.0.1"));
  },
  Hono: async () => {
    const app = new Hono();
    const fetchHandler = toFetchHandler(handler);
    app.all(ROUTE, (context) => fetchHandler(context.req.raw));
    return async (path, init) => app.fetch(new Request(`http://lists.example.com${path}`, init));
  },
  "a route handler as in Next": async () => {
    // app/v1/live_entities/[id]/live_sessions/route.ts would export these two.
    const GET = toFetchHandler(handler);
    const HEAD = GET;
    return (path, init) => (init?.method === "HEAD" ? HEAD : GET)(new Request(`http://lists.example.com${path}`, init));
  },
};

describe.each(Object.entries(FRAMEWORKS))("on %s", (_, start) => {
  const headers = { authorization: KEY };

  it("a walk yields every session once", async () => {
    const send = await start();
    const ids: string[] = [];
    let token = "";
    do {
      const response = await send(pathOf(ENTITY, `?page_size=7&page_token=${token}`), { headers });
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
      const page = (await response.json()) as { data: { id: string }[]; next_page_token: string };
      ids.push(...page.data.map(({ id }) => id));
      // A token that is lost on the way would give the first page for ever.
      expect(ids.length).toBeLessThanOrEqual(25);
      token = page.next_page_token;
    } while (token !== "");
    expect([ids.length, new Set(ids).size]).toEqual([25, 25]);
  });

  it("errors keep their status, headers and form", async () => {
    const send = await start();
    const unauthorized = await send(pathOf(ENTITY));
    expect([unauthorized.status, unauthorized.headers.get("www-authenticate")]).toEqual([
      401,
      'ApiKey realm="live-sessions"',
    ]);
    expect(await unauthorized.json()).toMatchObject({ error_type: "invalid_request_error" });
    expect((await send(pathOf(UNKNOWN_ENTITY), { headers })).status).toBe(404);
    expect((await send(pathOf(ENTITY, "?page_size=0"), { headers })).status).toBe(400);
  });

  it("a malformed or missing id is 400, and a method with a body that is not JSON 405, in the document's form", async () => {
    const send = await start();
    const json = { ...headers, "content-type": "application/json" };
    const answers = [
      await send(pathOf("%"), { headers }),
      await send(pathOf("%FF"), { headers }),
      await send(pathOf("a".repeat(5_000)), { headers }),
      await send(pathOf(""), { headers }),
      await send(pathOf(ENTITY), { method: "POST", headers: json, body: "{" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 405]);
    for (const answer of answers) expect(validateErrorBody(await answer.json())).toEqual([]);
  });

  it("HEAD, 304 and percent-encoding arrive", async () => {
    const send = await start();
    const head = await send(pathOf(ENTITY), { method: "HEAD", headers });
    const etag = head.headers.get("etag") ?? "";
    expect([head.status, await head.text(), etag]).toEqual([200, "", expect.stringMatching(/^"/)]);
    const unchanged = await send(pathOf(ENTITY), { headers: { ...headers, "if-none-match": etag } });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    const encoded = ENTITY.replaceAll("-", "%2D");
    expect((await send(pathOf(encoded, "?page%5Fsize=1"), { headers })).status).toBe(200);
  });
});

describe("on node:http", () => {
  it("a body has its length in bytes, on a connection that stays open", async () => {
    const send = await onSocket(createServer(toNodeListener(handler)).listen(0, "127.0.0.1"));
    const response = await send(pathOf(ENTITY, "?page_size=%F0%9F%98%80"), { headers: { authorization: KEY } });
    const text = await response.text();
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
    // A length in characters would cut the end off.
    expect(JSON.parse(text)).toMatchObject({ message: expect.stringContaining("😀") });
    expect(response.headers.get("connection")).toBe("keep-alive");
  });

  it.each([
    ["throws", (error: Error): Promise<never> => raise(error)],
    ["rejects", async (error: Error): Promise<never> => raise(error)],
  ])("a handler that %s ends its own connection and nothing else", async (_, fail) => {
    let calls = 0;
    const failing = (): Promise<never> => {
      calls += 1;
      return fail(new Error("a wrapped handler that fails"));
    };
    const send = await onSocket(createServer(toNodeListener(failing)).listen(0, "127.0.0.1"));
    await expect(send("/")).rejects.toThrow("fetch failed");
    await expect(send("/")).rejects.toThrow("fetch failed");
    expect(calls).toBe(2);
  });
});

function raise(error: Error): never {
  throw error;
}

import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createProvisioningHandler, toFetchHandler, toNodeListener } from "../src/index.ts";
import { teamFunctions } from "./team.ts";

type Send = (path: string, init?: RequestInit) => Promise<Response>;

const OPTIONS = {
  maxBodyBytes: 100,
  maxScenarioBytes: 1_000,
  authorize: (authorization: string | undefined): boolean => authorization !== "wrong",
};
const JSON_TYPE = { "content-type": "application/json" };

const closing: (() => void)[] = [];

async function overNode(): Promise<Send> {
  const listener = toNodeListener(createProvisioningHandler(teamFunctions(), OPTIONS));
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

function overFetch(): Send {
  const handler = toFetchHandler(createProvisioningHandler(teamFunctions(), OPTIONS));
  return (path, init) => handler(new Request(`http://provisioner.example${path}`, init));
}

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe.each([
  ["node:http", overNode],
  ["fetch", async () => overFetch()],
])("on %s", (_, start) => {
  it("a scenario is made, and removed without a body", async () => {
    const send = await start();
    const made = await send("/scenarios", { method: "POST", headers: JSON_TYPE, body: '{"accounts":["å"]}' });
    expect([made.status, made.headers.get("content-type")]).toEqual([201, "application/json"]);
    const { id, accounts } = (await made.json()) as { id: string; accounts: object };
    expect(Object.keys(accounts)).toEqual(["å"]);
    const removed = await send(`/scenarios/${id}`, { method: "DELETE" });
    expect([removed.status, await removed.text(), removed.headers.get("content-length")]).toEqual([204, "", null]);
  });

  it("the authorization header and the query arrive", async () => {
    const send = await start();
    expect((await send("/capabilities?x=1", { headers: { authorization: "any" } })).status).toBe(200);
  });

  it.each([
    ["/scenarios", 1_000],
    ["/live_entities/e/faults", 100],
  ])("a body to %s of more than %i bytes is answered 413", async (path, most) => {
    const send = await start();
    const post = { method: "POST", headers: JSON_TYPE };
    expect((await send(path, { ...post, body: " ".repeat(most) })).status).toBe(400);
    const answer = await send(path, { ...post, body: " ".repeat(most + 1) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { message: `A body has at most ${most} bytes.` }]);
  });
});

describe("no byte of a body is waited for that comes from somebody without the key", () => {
  it("on node:http", async () => {
    const { url } = await (await overNode())("/capabilities");
    const headers = { ...JSON_TYPE, authorization: "wrong", "content-length": 1_000 };
    const asked = request(new URL("/scenarios", url), { method: "POST", headers });
    asked.flushHeaders();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    asked.on("error", () => {}).destroy();
    expect(answer.statusCode).toBe(401);
  });

  it("on fetch", async () => {
    // It never comes; who waits for it does so until the test is too late.
    const body = new ReadableStream({ pull: () => new Promise(() => {}) });
    const headers = { ...JSON_TYPE, authorization: "wrong" };
    const init = { method: "POST", headers, body, duplex: "half" as const };
    expect((await overFetch()("/scenarios", init)).status).toBe(401);
  });
});

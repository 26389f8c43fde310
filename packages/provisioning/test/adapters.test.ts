import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createProvisioningHandler, toFetchHandler, toNodeListener } from "../src/index.ts";
import { teamFunctions } from "./team.ts";

type Send = (path: string, init?: RequestInit) => Promise<Response>;

const closing: (() => void)[] = [];

async function overNode(): Promise<Send> {
  const listener = toNodeListener(createProvisioningHandler(teamFunctions()), { maxBodyBytes: 1_000 });
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

function overFetch(): Send {
  const handler = toFetchHandler(createProvisioningHandler(teamFunctions()));
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
    const made = await send("/scenarios", { method: "POST", body: '{"accounts":["å"]}' });
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
});

describe("on node:http", () => {
  it("a body beyond the bound is answered 413", async () => {
    const send = await overNode();
    const answer = await send("/scenarios", { method: "POST", body: " ".repeat(1_001) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { message: "A body has at most 1000 bytes." }]);
  });
});

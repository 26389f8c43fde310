import { http } from "msw/http";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLiveSessionsHandler, toFetchHandler } from "../src/index.ts";
import { authenticate, ENTITY, KEY, pathOf, populatedStore } from "./requests.ts";

const store = populatedStore();
const listLiveSessions = toFetchHandler(createLiveSessionsHandler({ authenticate, store }));
// The one line; `setupWorker` of msw/browser takes the same.
const mock = setupServer(http.all("*/v1/live_entities/*", ({ request }) => listLiveSessions(request)));

beforeAll(() => mock.listen());
afterAll(() => mock.close());

const get = (path: string): Promise<Response> =>
  fetch(`https://lists.example.com${path}`, { headers: { authorization: KEY } });

describe("the handler on a memory store as a mock of MSW", () => {
  it("pages: a walk of an unchanged `fetch` yields every session once", async () => {
    const ids: string[] = [];
    for (let token = ""; ; ) {
      const page = (await (await get(pathOf(ENTITY, `?page_size=7&page_token=${token}`))).json()) as {
        data: { id: string }[];
        next_page_token: string;
      };
      ids.push(...page.data.map(({ id }) => id));
      token = page.next_page_token;
      if (token === "") break;
    }
    expect([ids.length, new Set(ids).size]).toEqual([25, 25]);
  });

  it("answers 304, 400, 401, 404 and 405, and 500 when it is told to fail", async () => {
    const etag = (await get(pathOf(ENTITY))).headers.get("etag") ?? "";
    const url = `https://lists.example.com${pathOf(ENTITY)}`;
    const headers = { authorization: KEY };
    const unchanged = await fetch(url, { headers: { ...headers, "if-none-match": etag } });
    const refused = await fetch(url, { method: "POST", headers, body: "{}" });
    const unknown = await get("/v1/live_entities/none/live_sessions");
    const statuses = [unchanged, await get(pathOf(ENTITY, "?page_size=0")), await fetch(url), unknown, refused];
    expect(statuses.map(({ status }) => status)).toEqual([304, 400, 401, 404, 405]);
    store.failNext("throws");
    const failed = await get(pathOf(ENTITY));
    expect([failed.status, await failed.json()]).toMatchObject([500, { error_type: "api_error" }]);
    expect((await get(pathOf(ENTITY))).status).toBe(200);
  });
});

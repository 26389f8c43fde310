import { expect, it } from "vitest";
import { createLiveSessionsHandler } from "../src/index.ts";
import { authenticate, ENTITY, get, pathOf } from "./requests.ts";

const headers = { "content-type": "application/json" } as const;

it("an operation of your own gets the judged parameters and the account, and its response is sent as it is", async () => {
  const seen: unknown[] = [];
  const handler = createLiveSessionsHandler({
    authenticate,
    listLiveSessions: (request, { account }) => {
      seen.push(request, account);
      return { status: 200, headers, body: { data: [], next_page_token: "" } };
    },
  });
  const response = await handler(get(pathOf(ENTITY.toUpperCase(), "?page_size=7&page_token=any")));
  expect(seen).toEqual([{ path: { id: ENTITY }, query: { page_size: 7, page_token: "any" } }, "owner"]);
  expect(response).toEqual({ status: 200, headers, body: '{"data":[],"next_page_token":""}' });
});

it("an operation of your own is not asked when key or parameters are wrong", async () => {
  let calls = 0;
  const handler = createLiveSessionsHandler({
    authenticate,
    listLiveSessions: () => {
      calls += 1;
      return { status: 404, headers, body: { message: "No.", error_type: "invalid_request_error" } };
    },
  });
  expect((await handler(get(pathOf(ENTITY), { authorization: "none" }))).status).toBe(401);
  expect((await handler(get(pathOf(ENTITY, "?page_size=0")))).status).toBe(400);
  expect(calls).toBe(0);
  expect((await handler({ ...get(pathOf(ENTITY)), method: "HEAD" })).body).toBe("");
});

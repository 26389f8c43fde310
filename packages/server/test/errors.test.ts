import { validateErrorBody } from "@live-sessions/contract/validators";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLiveSessionsHandler, PageToken } from "../src/index.ts";
import { authenticate, EMPTY_ENTITY, ENTITY, EPOCH, get, handlerOn, KEY, pathOf, populatedStore } from "./requests.ts";

const INTERNAL = { message: "An unexpected error occurred on the server's end.", error_type: "api_error" };

describe("a 400", () => {
  const handler = handlerOn(populatedStore());
  const foreignToken = PageToken.encode(EMPTY_ENTITY, { createdAt: EPOCH, sessionId: "s" });

  it.each([
    ["?page_size=0", /^page_size must be an integer from 1 to 100; got "0"\.$/],
    ["?page_size=101", /page_size.*"101"/],
    ["?page_size=-1", /page_size.*"-1"/],
    ["?page_size=1.5", /page_size.*"1\.5"/],
    ["?page_size=1.0", /page_size.*"1\.0"/],
    ["?page_size=05", /page_size.*"05"/],
    ["?page_size=+5", /page_size.*" 5"/],
    ["?page_size=1e1", /page_size.*"1e1"/],
    ["?page_size=0x10", /page_size.*"0x10"/],
    ["?page_size=%D9%A3", /page_size.*"٣"/],
    ["?page_size=5%00", /page_size.*"5\\u0000"/],
    ["?page_size=5abc", /page_size.*"5abc"/],
    ["?page_size=%ZZ", /page_size.*"%ZZ"/],
    ["?page_size=", /page_size.*""/],
    ["?page_size=99999999999999999999", /page_size.*"9999999999999999…"/],
    ["?page_size=5&page_size=5", /page_size was given more than once/],
    ["?page_token=&page_token=", /page_token was given more than once/],
    ["?page_token=a+sentence+with+spaces", /page_token.*next_page_token.*"a sentence with …"/],
    ["?page_token=%F0%9F%98%80", /page_token.*"😀"/],
    ["?page_token=%00", /page_token.*"\\u0000"/],
    ["?page_token=..%2F..%2Fetc", /page_token/],
    [`?page_token=${foreignToken}`, /page_token.*of this live entity/],
  ])("for %s names the parameter, the value and what would be right", async (query, message) => {
    const response = await handler(get(pathOf(ENTITY, query)));
    expect(response.status).toBe(400);
    expect(validateErrorBody(JSON.parse(response.body))).toEqual([]);
    expect(JSON.parse(response.body).message).toMatch(message);
  });

  it.each([
    ["%", /id.*"%"/],
    ["%FF", /id.*"%FF"/],
    ["%00", /id.*"\\u0000"/],
    ["a".repeat(256), /id.*255.*"aaaaaaaaaaaaaaaa…"/],
  ])("for the id %s names the id", async (id, message) => {
    const response = await handler(get(pathOf(id)));
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body).message).toMatch(message);
  });

  it("does not bring a key back that was sent as a parameter", async () => {
    const response = await handler(get(pathOf(ENTITY, `?page_token=${KEY}&page_size=${KEY}`)));
    expect(response.body).not.toContain(KEY);
  });
});

describe("a 500", () => {
  it.each(["throws", "rejects"] as const)("is bare, and never a list, when the store %s", async (fault) => {
    const store = populatedStore();
    const seen: unknown[] = [];
    const handler = createLiveSessionsHandler({ authenticate, store, onError: (error) => void seen.push(error) });
    store.failNext(fault);
    const response = await handler(get(pathOf(ENTITY)));
    expect([response.status, JSON.parse(response.body)]).toEqual([500, INTERNAL]);
    expect(seen).toHaveLength(1);
    expect((await handler(get(pathOf(ENTITY)))).status).toBe(200);
  });

  it("is bare when authentication throws", async () => {
    const handler = createLiveSessionsHandler<string>({
      authenticate: () => {
        throw new Error("the key service is gone");
      },
      store: populatedStore(),
    });
    const response = await handler(get(pathOf(ENTITY)));
    expect([response.status, JSON.parse(response.body)]).toEqual([500, INTERNAL]);
  });

  it("is bare even when the one who is told of it throws", async () => {
    const store = populatedStore();
    store.failNext("throws");
    const handler = createLiveSessionsHandler({
      authenticate,
      store,
      onError: () => {
        throw new Error("the log is full");
      },
    });
    expect((await handler(get(pathOf(ENTITY)))).status).toBe(500);
  });
});

describe("whatever the target", () => {
  const handler = handlerOn(populatedStore());

  it("the answer is 200, 400 or 404, and every error has the document's form", async () => {
    const anyTarget = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webPath().map((path) => `/v1/live_entities${path}/live_sessions`),
      fc.string({ unit: "binary" }).map((query) => pathOf(ENTITY, `?page_token=${query}`)),
      fc.string({ unit: "binary" }).map((query) => pathOf(ENTITY, `?${query}`)),
      fc.string({ unit: "binary" }).map((id) => pathOf(id)),
    );
    await fc.assert(
      fc.asyncProperty(anyTarget, async (target) => {
        const response = await handler(get(target));
        expect([200, 400, 404]).toContain(response.status);
        if (response.status !== 200) expect(validateErrorBody(JSON.parse(response.body))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("64 KiB of it are answered like any other", async () => {
    expect((await handler(get(pathOf(ENTITY, `?page_token=${"A".repeat(65_536)}`)))).status).toBe(400);
    expect((await handler(get(pathOf("a".repeat(65_536))))).status).toBe(400);
    expect((await handler(get(pathOf(ENTITY, `?other=${"A".repeat(65_536)}`)))).status).toBe(200);
  });
});

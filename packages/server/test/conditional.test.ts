import { describe, expect, it } from "vitest";
import { createLiveSessionsHandler, type LiveSessionStore } from "../src/index.ts";
import {
  authenticate,
  ENTITY,
  get,
  handlerOn,
  pathOf,
  populatedStore,
  sessionsOf,
  UNKNOWN_ENTITY,
} from "./requests.ts";

describe("an ETag", () => {
  it("is strong, and gives 304 without a body when it comes back", async () => {
    const handler = handlerOn(populatedStore());
    const { headers } = await handler(get(pathOf(ENTITY)));
    expect(headers["etag"]).toMatch(/^"[\x21\x23-\x7e]+"$/);
    const again = await handler(get(pathOf(ENTITY), { "if-none-match": headers["etag"] }));
    expect([again.status, again.body, again.headers["etag"]]).toEqual([304, "", headers["etag"]]);
  });

  it.each([(tag: string) => `W/${tag}`, (tag: string) => `"other" , ${tag}`, () => "*", (tag: string) => ['"a"', tag]])(
    "is recognised in each form of If-None-Match (%#)",
    async (form) => {
      const handler = handlerOn(populatedStore());
      const tag = String((await handler(get(pathOf(ENTITY)))).headers["etag"]);
      expect((await handler(get(pathOf(ENTITY), { "if-none-match": form(tag) }))).status).toBe(304);
    },
  );

  it.each([(tag: string) => `${tag.slice(0, -2)}"`, (tag: string) => `"x${tag.slice(1)}`, () => "", () => '"'])(
    "that is another one gives 200 (%#)",
    async (form) => {
      const handler = handlerOn(populatedStore());
      const tag = String((await handler(get(pathOf(ENTITY)))).headers["etag"]);
      expect((await handler(get(pathOf(ENTITY), { "if-none-match": form(tag) }))).status).toBe(200);
    },
  );

  it("changes with every change of the entity's sessions, also when the list is again what it was", async () => {
    const store = populatedStore();
    const handler = handlerOn(store);
    const tags = new Set<string | undefined>();
    const [session] = sessionsOf(ENTITY, 1);
    const read = async () => void tags.add((await handler(get(pathOf(ENTITY)))).headers["etag"]);
    await read();
    store.deleteSession(ENTITY, session?.id ?? "");
    await read();
    if (session) store.putSession(session);
    await read();
    expect(tags.size).toBe(3);
  });

  it("does not come before the other decisions", async () => {
    const handler = handlerOn(populatedStore());
    const any = { "if-none-match": "*" };
    expect((await handler(get(pathOf(UNKNOWN_ENTITY), any))).status).toBe(404);
    expect((await handler(get(pathOf(ENTITY, "?page_size=0"), any))).status).toBe(400);
    expect((await handler(get(pathOf(ENTITY), { ...any, authorization: "" }))).status).toBe(401);
  });

  it("is not there, nor is 304, when the store knows no versions", async () => {
    const inner = populatedStore();
    const store: LiveSessionStore<string> = {
      findEntity: async (account, id) => ((await inner.findEntity(account, id)) ? {} : undefined),
      pageAfter: async (account, range) => {
        const found = await inner.pageAfter(account, range);
        return found && { sessions: found.sessions };
      },
    };
    const handler = createLiveSessionsHandler({ authenticate, store });
    const response = await handler(get(pathOf(ENTITY), { "if-none-match": "*" }));
    expect([response.status, response.headers["etag"]]).toEqual([200, undefined]);
  });
});

describe("HEAD", () => {
  it.each([
    ["a page", pathOf(ENTITY), 200],
    ["a bad size", pathOf(ENTITY, "?page_size=0"), 400],
    ["an unknown entity", pathOf(UNKNOWN_ENTITY), 404],
    ["an unknown route", "/", 404],
  ])("of %s answers as GET without the body", async (_, target, status) => {
    const handler = handlerOn(populatedStore());
    const got = await handler(get(target));
    expect(await handler({ ...get(target), method: "HEAD" })).toEqual({ ...got, body: "" });
    expect(got.status).toBe(status);
  });
});

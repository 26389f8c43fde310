import type { ServedLiveSession, ServedLiveSessionPage } from "@live-sessions/contract";
import { validateLiveSessionPage } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { createLiveSessionsHandler, type LiveSessionStore, type LiveSessionsHandler } from "../src/index.ts";
import type { MemoryStore } from "../src/memory-store.ts";
import { authenticate, EMPTY_ENTITY, ENTITY, get, handlerOn, pathOf, populatedStore, sessionsOf } from "./requests.ts";

async function read(handler: LiveSessionsHandler, query: string, entity = ENTITY): Promise<ServedLiveSessionPage> {
  const response = await handler(get(pathOf(entity, query)));
  expect([response.status, response.body.slice(0, 80)]).toEqual([200, expect.stringMatching(/^\{"data":/)]);
  const page = JSON.parse(response.body) as ServedLiveSessionPage;
  expect(validateLiveSessionPage(page)).toEqual([]);
  return page;
}

async function walk(
  handler: LiveSessionsHandler,
  sizes: readonly number[],
  between: () => void = () => {},
): Promise<ServedLiveSession[][]> {
  const pages: ServedLiveSession[][] = [];
  let token = "";
  do {
    const size = sizes[pages.length % sizes.length];
    const page = await read(handler, `?page_size=${size}&page_token=${token}`);
    pages.push([...page.data]);
    expect(pages.length).toBeLessThan(100);
    token = page.next_page_token;
    between();
  } while (token !== "");
  return pages;
}

/** A handler on a store that gives the sessions of the other one as one text, as a database joins them. */
function joining(inner: MemoryStore, countOf = (count: number): number => count): LiveSessionsHandler {
  const store: LiveSessionStore<string> = {
    findEntity: (account, id) => inner.findEntity(account, id),
    pageAfter: async (account, range) => {
      const found = await inner.pageAfter(account, range);
      const texts = found?.sessions.map((session) => JSON.stringify(session)) ?? [];
      return found && { ...found, sessions: { text: texts.join(",\n"), count: countOf(texts.length) } };
    },
  };
  return createLiveSessionsHandler({ authenticate, store });
}

const newestFirst = sessionsOf(ENTITY, 25)
  .toReversed()
  .map(({ id }) => id);

describe("a walk", () => {
  it.each([[[1]], [[2]], [[3]], [[24]], [[25]], [[100]], [[1, 7, 2]]])(
    "with sizes %j yields every session exactly once, newest first, ties by id",
    async (sizes) => {
      const pages = await walk(handlerOn(populatedStore()), sizes);
      expect(pages.flat().map(({ id }) => id)).toEqual(newestFirst);
    },
  );

  it.each([[[1]], [[2]], [[3]], [[24]], [[25]], [[100]], [[1, 7, 2]]])(
    "with sizes %j is the same on a store that joins its sessions",
    async (sizes) => {
      expect(await walk(joining(populatedStore()), sizes)).toEqual(await walk(handlerOn(populatedStore()), sizes));
    },
  );

  it("fills every page but the last, and ends without an empty one", async () => {
    const pages = await walk(handlerOn(populatedStore(24)), [8]);
    expect(pages.map((page) => page.length)).toEqual([8, 8, 8]);
  });

  it("neither repeats nor loses a session when others come, and its anchors go, on the way", async () => {
    const store = populatedStore();
    const doomed = sessionsOf(ENTITY, 25).toReversed();
    let step = 0;
    const pages = await walk(handlerOn(store), [5], () => {
      step += 1;
      const anchor = doomed[step * 5 - 1];
      if (anchor) store.deleteSession(ENTITY, anchor.id);
      const created_at = `2030-01-0${step}T00:00:00Z`;
      const [first] = doomed;
      if (first) store.putSession({ ...first, id: `new-${step}`, created_at, updated_at: created_at });
    });
    expect(pages.flat().map(({ id }) => id)).toEqual(newestFirst);
  });
});

describe("a page", () => {
  const handler = handlerOn(populatedStore());

  it("holds 10 sessions when no size is asked for", async () => {
    expect((await read(handler, "")).data).toHaveLength(10);
  });

  it("is the first one for a blank token", async () => {
    expect(await read(handler, "?page_token=")).toEqual(await read(handler, ""));
  });

  it("is the same whatever parameters are there that nobody knows", async () => {
    expect(await read(handler, "?order=oldest&page=7&%ZZ=%")).toEqual(await read(handler, ""));
  });

  it("of an entity without sessions is an empty list", async () => {
    expect(await read(handler, "", EMPTY_ENTITY)).toEqual({ data: [], next_page_token: "" });
  });

  it("of a UUID in upper case is the one of the same in lower case, and their tokens are one", async () => {
    const upper = await read(handler, "?page_size=3", ENTITY.toUpperCase());
    expect(upper).toEqual(await read(handler, "?page_size=3"));
    const token = upper.next_page_token;
    expect(await read(handler, `?page_token=${token}`, ENTITY.toUpperCase())).toEqual(
      await read(handler, `?page_token=${token}`),
    );
  });

  it("is kept by no cache", async () => {
    expect((await handler(get(pathOf(ENTITY)))).headers["cache-control"]).toBe("no-store");
  });
});

it("a store that joins fewer sessions than it counts is a fault, and not a list that lacks one", async () => {
  const handler = joining(populatedStore(1), () => 2);
  expect((await handler(get(pathOf(ENTITY, "?page_size=1")))).status).toBe(500);
});

import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, type LiveSession, PaginationError } from "../src/index.ts";
import { answering, entity, errorAnswer, json, key, paging, parameters, sessionsOf } from "./support/answers.ts";
import { FakeClock, turns } from "./support/fake-clock.ts";

function clientOn(fetch: (request: Request) => Promise<Response>) {
  const retry = { maxAttempts: 1 };
  return createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    fetch,
    retry,
    clock: new FakeClock(),
  });
}

async function idsOf(sessions: AsyncIterable<LiveSession>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of sessions) ids.push(id);
  return ids;
}

const ids = (count: number) => sessionsOf(count).map(({ id }) => id);

describe("walking sessions", () => {
  test("gives every session once, in order, on pages of 100", async () => {
    const { fetch, requests } = paging(sessionsOf(250));
    expect(await idsOf(clientOn(fetch).liveSessions(entity))).toEqual(ids(250));
    expect(parameters(requests, "page_size")).toEqual(["100", "100", "100"]);
    expect(parameters(requests, "page_token")).toEqual([null, "100", "200"]);
  });

  test("follows pages that are short or empty and lead on", async () => {
    let turn = 0;
    const { fetch } = paging(sessionsOf(20), { cut: () => [3, 0, 0, 1, 5][turn++ % 5] ?? 0 });
    // A token that stays where it is after an empty page would be a repeated one.
    const tokens = new Map<string, string>();
    const renamed = async (request: Request): Promise<Response> => {
      const url = new URL(request.url);
      const token = url.searchParams.get("page_token");
      if (token) url.searchParams.set("page_token", tokens.get(token) ?? "");
      const page = await (await fetch(new Request(url, request))).json();
      const name = page.next_page_token && `token-${tokens.size}`;
      tokens.set(name, page.next_page_token);
      return json({ ...page, next_page_token: name });
    };
    expect(await idsOf(clientOn(renamed).liveSessions(entity))).toEqual(ids(20));
  });

  test.each([[""], [null], [undefined]])("ends at the token %j", async (token) => {
    const { fetch, requests } = answering(() => json({ data: sessionsOf(1), next_page_token: token }));
    expect(await idsOf(clientOn(fetch).liveSessions(entity))).toEqual(ids(1));
    expect(requests).toHaveLength(1);
  });

  test("begins at a page token, and a blank one is the first page", async () => {
    const { fetch } = paging(sessionsOf(5));
    expect(await idsOf(clientOn(fetch).liveSessions(entity, { pageToken: "3" }))).toEqual(ids(5).slice(3));
    expect(await idsOf(clientOn(fetch).liveSessions(entity, { pageToken: "" }))).toEqual(ids(5));
  });

  test("ends after limit sessions, asks for no page beyond and for none that is larger", async () => {
    const { fetch, requests } = paging(sessionsOf(50));
    expect(await idsOf(clientOn(fetch).liveSessions(entity, { limit: 15 }))).toEqual(ids(15));
    expect(await idsOf(clientOn(fetch).liveSessions(entity, { limit: 15, pageSize: 10 }))).toEqual(ids(15));
    expect(parameters(requests, "page_size")).toEqual(["15", "10", "10"]);
  });

  test("ends after maxPages pages", async () => {
    const { fetch, requests } = paging(sessionsOf(50));
    expect(await idsOf(clientOn(fetch).liveSessions(entity, { maxPages: 2, pageSize: 10 }))).toEqual(ids(20));
    expect(requests).toHaveLength(2);
  });

  test("rejects at once for a page size out of bounds", async () => {
    const { fetch, requests } = paging(sessionsOf(5));
    await expect(clientOn(fetch).liveSessions(entity, { pageSize: 101 }).next()).rejects.toThrow(RangeError);
    expect(requests).toEqual([]);
  });

  test("asks for a page only when it is needed", async () => {
    const { fetch, requests } = paging(sessionsOf(50));
    const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10 });
    expect(requests).toHaveLength(0);
    for (let count = 0; count < 10; count++) await walk.next();
    expect(requests).toHaveLength(1);
    await walk.next();
    expect(requests).toHaveLength(2);
  });

  test("reads a page that failed again with the next next(), and loses and repeats nothing", async () => {
    let isDown = false;
    const { fetch } = paging(sessionsOf(30), {
      before: () => (isDown ? Promise.reject(new TypeError("down")) : undefined),
    });
    const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10 });
    const got: string[] = [];
    const drain = async () => {
      for await (const { id } of walk) {
        got.push(id);
        if (got.length === 10) isDown = true;
      }
    };
    await expect(drain()).rejects.toMatchObject({ name: "ConnectionError", pageToken: "10" });
    await expect(walk.next()).rejects.toMatchObject({ pageToken: "10" });
    isDown = false;
    await drain();
    expect(got).toEqual(ids(30));
  });

  test("gives calls of next() that overlap another session each", async () => {
    const { fetch, requests } = paging(sessionsOf(25));
    const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10 });
    const results = await Promise.all(Array.from({ length: 27 }, () => walk.next()));
    expect(results.map(({ value }) => value?.id)).toEqual([...ids(25), undefined, undefined]);
    expect(requests).toHaveLength(3);
  });
});

describe("leaving a walk", () => {
  test("by break cancels a page that is in flight", async () => {
    let inFlight: AbortSignal | undefined;
    const { fetch } = paging(sessionsOf(30), {
      before: ({ url, signal }) => {
        if (!url.includes("page_token")) return undefined;
        inFlight = signal;
        return new Promise(() => undefined);
      },
    });
    for await (const _ of clientOn(fetch).liveSessions(entity, { pageSize: 10, prefetch: true })) break;
    await turns(1);
    expect(inFlight?.aborted).toBe(true);
  });

  test("by return() ends a next() that waits", async () => {
    const walk = clientOn(() => new Promise(() => undefined)).liveSessions(entity);
    const waiting = walk.next();
    await turns(1);
    await walk.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await walk.next()).toEqual({ done: true, value: undefined });
  });

  test("by the signal rejects with its reason, with sessions of the page still to come", async () => {
    const controller = new AbortController();
    const walk = clientOn(paging(sessionsOf(30)).fetch).liveSessions(entity, { signal: controller.signal });
    await walk.next();
    controller.abort("enough");
    await expect(walk.next()).rejects.toBe("enough");
  });
});

describe("tokens that lead nowhere", () => {
  const page = (token: string) => () => json({ data: sessionsOf(1), next_page_token: token });

  test.each([
    ["the same token twice", [page("a")], 2],
    ["a cycle of three", [page("a"), page("b"), page("c"), page("a")], 4],
  ])("throw a PaginationError after the sessions that came: %s", async (_, answers, sessions) => {
    const { fetch, requests } = answering(...answers);
    const got: string[] = [];
    const walk = clientOn(fetch).liveSessions(entity);
    const drain = async () => {
      for await (const { id } of walk) got.push(id);
    };
    await expect(drain()).rejects.toThrow(PaginationError);
    await expect(walk.next()).rejects.toMatchObject({ name: "PaginationError", pageToken: "a" });
    expect(got).toHaveLength(sessions);
    expect(requests).toHaveLength(sessions);
  });

  test("throw one after a hundred empty pages in a row, and not before", async () => {
    let token = 0;
    const { fetch, requests } = answering(() => json({ data: [], next_page_token: `${token++}` }));
    await expect(idsOf(clientOn(fetch).liveSessions(entity))).rejects.toThrow(PaginationError);
    expect(requests).toHaveLength(100);
  });

  test("are not suspected where empty pages lead on to sessions again and again", async () => {
    let token = 0;
    const { fetch } = answering(() => {
      const next_page_token = token < 250 ? `${token}` : "";
      return json({ data: token++ % 90 === 0 ? sessionsOf(1) : [], next_page_token });
    });
    expect(await idsOf(clientOn(fetch).liveSessions(entity))).toHaveLength(3);
  });

  test("are found on the way from a token that was given", async () => {
    const { fetch, requests } = answering(page("a"));
    await expect(idsOf(clientOn(fetch).liveSessions(entity, { pageToken: "a" }))).rejects.toThrow(PaginationError);
    expect(requests).toHaveLength(1);
  });
});

describe("walking pages", () => {
  test("gives the pages as they came", async () => {
    const pages = [];
    for await (const page of clientOn(paging(sessionsOf(5)).fetch).liveSessionPages(entity, { pageSize: 2 }))
      pages.push(page);
    expect(pages.map(({ data, next_page_token }) => [data.length, next_page_token])).toEqual([
      [2, "2"],
      [2, "4"],
      [1, ""],
    ]);
  });

  test("asks for pages of 100 unless told otherwise", async () => {
    const { fetch, requests } = paging(sessionsOf(5));
    await clientOn(fetch).liveSessionPages(entity).next();
    expect(parameters(requests, "page_size")).toEqual(["100"]);
  });

  test("rejects after an abort, also where the next page is here already", async () => {
    const controller = new AbortController();
    const { fetch } = paging(sessionsOf(5));
    const walk = clientOn(fetch).liveSessionPages(entity, { pageSize: 2, prefetch: true, signal: controller.signal });
    await walk.next();
    await turns(3);
    controller.abort("enough");
    await expect(walk.next()).rejects.toBe("enough");
  });

  test("gives calls of next() that overlap another page each", async () => {
    const walk = clientOn(paging(sessionsOf(5)).fetch).liveSessionPages(entity, { pageSize: 2 });
    const results = await Promise.all([walk.next(), walk.next(), walk.next(), walk.next()]);
    expect(results.map(({ value }) => value?.data.length)).toEqual([2, 2, 1, undefined]);
  });
});

describe("prefetch", () => {
  test("asks for the next page while the present one is worked on", async () => {
    const { fetch, requests } = paging(sessionsOf(30));
    const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10, prefetch: true });
    await walk.next();
    expect(parameters(requests, "page_token")).toEqual([null, "10"]);
  });

  test("asks for nothing beyond the last page and maxPages", async () => {
    const { fetch, requests } = paging(sessionsOf(30));
    const client = clientOn(fetch);
    expect(await idsOf(client.liveSessions(entity, { pageSize: 10, prefetch: true }))).toEqual(ids(30));
    expect(await idsOf(client.liveSessions(entity, { pageSize: 10, prefetch: true, maxPages: 2 }))).toEqual(ids(20));
    expect(requests).toHaveLength(5);
  });

  test("beyond a limit is cancelled", async () => {
    let ahead: AbortSignal | undefined;
    const { fetch } = paging(sessionsOf(30), {
      before: ({ url, signal }) => {
        if (!url.includes("page_token")) return undefined;
        ahead = signal;
        return new Promise(() => undefined);
      },
    });
    expect(await idsOf(clientOn(fetch).liveSessions(entity, { limit: 3, prefetch: true }))).toEqual(ids(3));
    expect(ahead?.aborted).toBe(true);
  });

  test("that fails is told only when its page is due, and is tried again", async () => {
    let failures = 1;
    const { fetch } = paging(sessionsOf(15), {
      before: ({ url }) =>
        url.includes("page_token") && failures-- > 0 ? Promise.reject(new TypeError("down")) : undefined,
    });
    const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10, prefetch: true });
    const got: (string | undefined)[] = [];
    for (let count = 0; count < 10; count++) got.push((await walk.next()).value?.id);
    await turns(2);
    await expect(walk.next()).rejects.toMatchObject({ name: "ConnectionError" });
    expect([...got, ...(await idsOf(walk))]).toEqual(ids(15));
  });
});

describe("a checkpoint", () => {
  const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value));

  test.each([0, 1, 9, 10, 11, 29, 30])("taken after %d sessions resumes behind them, from JSON", async (count) => {
    const client = clientOn(paging(sessionsOf(30)).fetch);
    const walk = client.liveSessions(entity, { pageSize: 10 });
    for (let given = 0; given < count; given++) await walk.next();
    const resumeFrom = stored(walk.checkpoint);
    expect(await idsOf(client.liveSessions(entity, { pageSize: 7, resumeFrom }))).toEqual(ids(30).slice(count));
  });

  test("holds no credential", async () => {
    const walk = clientOn(paging(sessionsOf(30)).fetch).liveSessions(entity);
    await walk.next();
    expect(JSON.stringify(walk.checkpoint)).not.toMatch(/uap-|live_/);
  });

  test("on the first page leaves out what began since, and loses nothing that moved to the next page", async () => {
    const list = sessionsOf(20);
    const client = clientOn(paging(list).fetch);
    const walk = client.liveSessions(entity, { pageSize: 10 });
    for (let given = 0; given < 4; given++) await walk.next();
    const fresh = sessionsOf(8).map((session, index) => ({
      ...session,
      id: `fresh-${index}`,
      created_at: "2026-01-03T00:00:00Z",
    }));
    list.unshift(...fresh);
    expect(await idsOf(client.liveSessions(entity, { pageSize: 10, resumeFrom: walk.checkpoint }))).toEqual(
      ids(20).slice(4),
    );
  });

  test("survives the deletion of the session that it was taken at", async () => {
    const list = sessionsOf(20);
    const client = clientOn(paging(list).fetch);
    const walk = client.liveSessions(entity, { pageSize: 10 });
    for (let given = 0; given < 4; given++) await walk.next();
    list.splice(3, 1);
    expect(await idsOf(client.liveSessions(entity, { pageSize: 10, resumeFrom: walk.checkpoint }))).toEqual(
      ids(20).slice(4),
    );
  });

  test("does not go past a session that was not given, however next() and return() overlap", async () => {
    const walk = clientOn(paging(sessionsOf(3)).fetch).liveSessions(entity);
    await walk.next();
    const second = walk.next();
    await walk.return();
    const isGiven = (await second).value !== undefined;
    expect(walk.checkpoint.seen).toHaveLength(isGiven ? 2 : 1);
  });

  test("on a later page leaves out nothing, even on a server whose list is not in order", async () => {
    const list = sessionsOf(20).reverse();
    const client = clientOn(paging(list).fetch);
    const walk = client.liveSessions(entity, { pageSize: 10 });
    for (let given = 0; given < 12; given++) await walk.next();
    const rest = await idsOf(client.liveSessions(entity, { pageSize: 10, resumeFrom: walk.checkpoint }));
    expect(rest).toEqual(list.slice(12).map(({ id }) => id));
  });

  test("holds the ids of one page at most", async () => {
    const walk = clientOn(paging(sessionsOf(30)).fetch).liveSessions(entity, { pageSize: 10 });
    for (let given = 0; given < 25; given++) await walk.next();
    expect(walk.checkpoint.seen).toHaveLength(5);
  });

  test("of a resumed walk resumes too", async () => {
    const client = clientOn(paging(sessionsOf(30)).fetch);
    let resumeFrom: ReturnType<typeof client.liveSessions>["checkpoint"] | undefined;
    const got: (string | undefined)[] = [];
    for (let given = 0; given < 30; given++) {
      const walk = client.liveSessions(entity, { pageSize: 4, resumeFrom });
      got.push((await walk.next()).value?.id);
      resumeFrom = stored(walk.checkpoint);
    }
    expect(got).toEqual(ids(30));
  });

  test("is not moved by a page that fails", async () => {
    const { fetch } = answering(
      () => json({ data: sessionsOf(1), next_page_token: "x" }),
      () => errorAnswer(500),
    );
    const walk = clientOn(fetch).liveSessions(entity);
    await walk.next();
    const before = walk.checkpoint;
    await expect(walk.next()).rejects.toMatchObject({ status: 500, pageToken: "x" });
    expect(walk.checkpoint).toEqual(before);
  });
});

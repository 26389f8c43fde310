import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, type LiveSession, toArray } from "../src/index.ts";
import { answering, entity, json, key, paging, sessionsOf } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const clientOn = (fetch: (request: Request) => Promise<Response>) =>
  createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    fetch,
    clock: new FakeClock(0),
    retry: { maxAttempts: 1 },
  });

/** One session a minute, newest first: 09:59, 09:58 and so on. */
const list: LiveSession[] = sessionsOf(60).map((session, index) => {
  const minute = String(59 - index).padStart(2, "0");
  return { ...session, created_at: `2026-01-01T09:${minute}:00Z` };
});
const minutesOf = (sessions: readonly LiveSession[]) =>
  sessions.map(({ created_at }) => Number(created_at.slice(14, 16)));

describe("since and until", () => {
  test("give the sessions that began at since or later and before until", async () => {
    const walk = clientOn(paging(list).fetch).liveSessions(entity, {
      since: "2026-01-01T09:10:00Z",
      until: new Date("2026-01-01T09:13:00Z"),
    });
    expect(minutesOf(await toArray(walk))).toEqual([12, 11, 10]);
  });

  test("are instants: an offset counts", async () => {
    const walk = clientOn(paging(list).fetch).liveSessions(entity, { since: "2026-01-01T10:58:00+01:00" });
    expect(minutesOf(await toArray(walk))).toEqual([59, 58]);
  });

  test("read no page behind the first session that is older, and cancel one that is on its way", async () => {
    let ahead: AbortSignal | undefined;
    const { fetch, requests } = paging(list, {
      before({ url, signal }) {
        if (!url.includes("page_token=20")) return undefined;
        ahead = signal;
        return new Promise(() => undefined);
      },
    });
    const options = { since: "2026-01-01T09:45:00Z", pageSize: 10 };
    expect(await toArray(clientOn(fetch).liveSessions(entity, options))).toHaveLength(15);
    expect(requests).toHaveLength(2);
    const walk = clientOn(fetch).liveSessions(entity, { ...options, prefetch: true });
    expect(await toArray(walk)).toHaveLength(15);
    expect(ahead?.aborted).toBe(true);
    expect(await walk.next()).toEqual({ done: true, value: undefined });
  });

  test("count for limit only what is given", async () => {
    const walk = clientOn(paging(list).fetch).liveSessions(entity, { until: "2026-01-01T09:13:00Z", limit: 2 });
    expect(minutesOf(await toArray(walk))).toEqual([12, 11]);
  });

  test("give a session that went on over an edge by when it began", async () => {
    const long = list.map((session) => ({ ...session, duration: 3600 }));
    const walk = clientOn(paging(long).fetch).liveSessions(entity, { since: "2026-01-01T09:58:00Z" });
    expect(await toArray(walk)).toHaveLength(2);
  });

  test("never pass over a session whose time is none: the walk stands there", async () => {
    const strange = list.map((session, index) => (index === 1 ? { ...session, created_at: "soon" } : session));
    const walk = clientOn(paging(strange).fetch).liveSessions(entity, { since: "2026-01-01T09:00:00Z" });
    await walk.next();
    for (let tries = 0; tries < 2; tries++) await expect(walk.next()).rejects.toThrow("created_at must be");
  });

  test("take every session once, however a list is cut into stretches, and with a checkpoint between", async () => {
    const edge = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 70 }),
        fc.nat(20),
        async (cuts, pageSize, pause) => {
          const client = clientOn(paging(list).fetch);
          const edges = [undefined, ...cuts.sort((a, b) => b - a).map(edge), undefined];
          const got: LiveSession[] = [];
          for (let index = 1; index < edges.length; index++) {
            const options = { since: edges[index], until: edges[index - 1], pageSize };
            const walk = client.liveSessions(entity, options);
            got.push(...(await toArray(walk, { limit: pause })));
            const resumeFrom = JSON.parse(JSON.stringify(walk.checkpoint));
            got.push(...(await toArray(client.liveSessions(entity, { ...options, resumeFrom }))));
          }
          expect(got.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("toArray", () => {
  test("gives all of a list, or so many and leaves the rest", async () => {
    const walk = clientOn(paging(list).fetch).liveSessions(entity, { pageSize: 7 });
    expect(await toArray(walk, { limit: 8 })).toEqual(list.slice(0, 8));
    expect((await walk.next()).value).toEqual(list[8]);
    expect(await toArray(walk, { limit: 0 })).toEqual([]);
    expect(await toArray(walk)).toEqual(list.slice(9));
    expect(await toArray(walk)).toEqual([]);
  });

  test("gives pages too", async () => {
    const pages = await toArray(clientOn(paging(list).fetch).liveSessionPages(entity, { pageSize: 50 }));
    expect(pages.map(({ data }) => data.length)).toEqual([50, 10]);
  });

  test("that failed loses nothing: the next call gives all of it", async () => {
    let isDown = true;
    const { fetch } = paging(list, {
      before: ({ url }) =>
        isDown && url.includes("page_token=20") ? Promise.reject(new TypeError("down")) : undefined,
    });
    const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10 });
    await expect(toArray(walk)).rejects.toThrow("down");
    await expect(toArray(walk)).rejects.toThrow("down");
    isDown = false;
    expect(await toArray(walk, { limit: 5 })).toEqual(list.slice(0, 5));
    expect(await toArray(walk)).toEqual(list.slice(5));
  });

  test("called twice at the same time gives no session twice", async () => {
    const walk = clientOn(paging(list).fetch).liveSessions(entity, { pageSize: 10 });
    const both = await Promise.all([toArray(walk), toArray(walk)]);
    expect(
      both
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(list.map(({ id }) => id).sort());
  });

  test("of an empty list is empty", async () => {
    const { fetch } = answering(() => json({ data: [] }));
    expect(await toArray(clientOn(fetch).liveSessions(entity))).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, type LiveSession, type LiveSessionEvent, type WatchOptions } from "../src/index.ts";
import { entity, errorAnswer, json, key, paging, sessionsOf } from "./support/answers.ts";
import { FakeClock, turns } from "./support/fake-clock.ts";

type Fetch = (request: Request) => Promise<Response>;

function watch(fetch: Fetch, options: WatchOptions = {}, clock = new FakeClock(0)) {
  const baseUrl = "https://video.example.com";
  const client = createLiveSessionsClient({ baseUrl, authorization: key, fetch, clock, retry: { maxAttempts: 1 } });
  return client.watchLiveSessions(entity, { pageSize: 10, ...options });
}

function session(id: string, more: Partial<LiveSession> = {}): LiveSession {
  const at = "2026-01-05T00:00:00Z";
  return { id, entity_id: entity, stream_key: "live_secret", created_at: at, updated_at: at, ...more };
}

const nameOf = ({ type, session: { id } }: LiveSessionEvent) => `${type} ${id}`;

/** The next events, as many as there are said to be. */
async function next(events: AsyncIterator<LiveSessionEvent>, count: number): Promise<string[]> {
  const names: string[] = [];
  while (names.length < count) {
    const { value } = await events.next();
    names.push(nameOf(value));
  }
  return names;
}

/** Runs `change` when the list is read for the time that is given, before its first page is answered. */
function changing(list: LiveSession[], changes: Readonly<Record<number, () => void>>) {
  let readings = 0;
  return paging(list, {
    before: ({ url }) => {
      if (!url.includes("page_token")) changes[++readings]?.();
    },
  });
}

describe("a watch", () => {
  test("tells of sessions that begin, change and end after it began, each once, on whichever page", async () => {
    const list = sessionsOf(25);
    const { fetch } = changing(list, {
      2: () => list.unshift(session("fresh")),
      3: () => list.splice(0, 1, session("fresh", { updated_at: "2026-01-05T00:01:00Z" })),
      4: () => list.splice(0, 1, session("fresh", { duration: 9, updated_at: "2026-01-05T00:02:00Z" })),
      6: () => list.splice(20, 1, { ...(list[20] as LiveSession), updated_at: "2026-01-05T00:03:00Z" }),
    });
    expect(await next(watch(fetch), 4)).toEqual(["new fresh", "changed fresh", "ended fresh", "changed session-19"]);
  });

  test("tells of a session that began and ended between two readings as new, then ended", async () => {
    const list = sessionsOf(3);
    const { fetch } = changing(list, { 2: () => list.unshift(session("brief", { duration: 1 })) });
    expect(await next(watch(fetch), 2)).toEqual(["new brief", "ended brief"]);
  });

  test("waits between readings as long as it is told", async () => {
    const list = sessionsOf(3);
    const clock = new FakeClock(0);
    const { fetch } = changing(list, { 3: () => list.unshift(session("fresh")) });
    await next(watch(fetch, { intervalMs: 700 }, clock), 1);
    expect(clock.waits).toEqual([700, 700]);
  });

  test("goes on after a reading that failed, and misses and repeats nothing", async () => {
    const list = sessionsOf(25);
    let isDown = false;
    const server = changing(list, { 2: () => list.unshift(session("a")), 3: () => list.unshift(session("b")) });
    const events = watch(async (request) => {
      if (isDown && request.url.includes("page_token=20")) throw new TypeError("down");
      return server.fetch(request);
    });
    expect(await next(events, 1)).toEqual(["new a"]);
    isDown = true;
    await expect(events.next()).rejects.toMatchObject({ name: "ConnectionError", pageToken: "20" });
    isDown = false;
    expect(await next(events, 1)).toEqual(["new b"]);
  });

  test("begins a reading again where a page token has expired meanwhile", async () => {
    const list = sessionsOf(25);
    let hasExpired = true;
    const server = changing(list, { 2: () => list.unshift(session("fresh")) });
    const events = watch(async (request) =>
      hasExpired && request.url.includes("page_token=20") ? errorAnswer(400) : server.fetch(request),
    );
    await expect(events.next()).rejects.toMatchObject({ status: 400 });
    hasExpired = false;
    list.splice(0, 1, { ...(list[0] as LiveSession), updated_at: "2026-02-01T00:00:00Z" });
    expect(await next(events, 2)).toEqual(["new fresh", "changed session-0"]);
    expect(server.requests.filter(({ url }) => !url.includes("page_token"))).toHaveLength(2);
  });

  test("whose first reading fails tells of what began since, and of nothing that was there before", async () => {
    const list = sessionsOf(25);
    let isDown = true;
    const server = changing(list, {
      2: () => list.splice(1, 0, session("fresh", { created_at: list[0]?.created_at ?? "" })),
      3: () => list.unshift(session("later", { created_at: "2026-01-05T00:00:09Z" })),
    });
    const events = watch(async (request) => {
      if (isDown && request.url.includes("page_token=10")) throw new TypeError("down");
      return server.fetch(request);
    });
    await expect(events.next()).rejects.toMatchObject({ name: "ConnectionError", pageToken: "10" });
    isDown = false;
    const resumeFrom = JSON.parse(JSON.stringify(events.checkpoint));
    expect(await next(events, 2)).toEqual(["new fresh", "new later"]);
    // In another process likewise, where the list is as it was after the failure.
    list.shift();
    expect(await next(watch(paging(list).fetch, { resumeFrom }), 1)).toEqual(["new fresh"]);
  });

  test("tells of a session once though a server shows it twice, on one page or on two", async () => {
    const list = sessionsOf(12);
    const twice = session("twice", { duration: 1 });
    const { fetch } = changing(list, {
      2: () => {
        list.unshift(twice, twice);
        list.push(twice);
      },
      3: () => list.unshift(session("later")),
    });
    expect(await next(watch(fetch), 3)).toEqual(["new twice", "ended twice", "new later"]);
  });

  test("tells sessions of one second apart, and is not troubled by one that is deleted", async () => {
    const list = [session("b"), session("a")];
    const { fetch } = changing(list, {
      2: () => list.splice(1, 0, session("ab")),
      3: () => list.splice(0, 1),
      4: () => list.splice(0, 2, session("ab", { duration: 2 }), session("a", { duration: 1 })),
    });
    expect(await next(watch(fetch), 3)).toEqual(["new ab", "ended ab", "ended a"]);
  });

  test("misses and repeats nothing while the list changes between two pages of one reading", async () => {
    const list = sessionsOf(25);
    let requests = 0;
    const events = watch(async (request) => {
      requests++;
      const token = new URL(request.url).searchParams.get("page_token");
      const start = token === null ? 0 : list.findIndex(({ id }) => id === token) + 1;
      const data = list.slice(start, start + 10);
      const isLast = start + 10 >= list.length;
      // Behind the answer, before the next page is asked for.
      if (requests === 2) list.unshift(session("during-first"));
      if (requests === 4) list.unshift(session("during-second"));
      if (requests === 5) list.splice(24, 1);
      return json({ data, next_page_token: isLast ? "" : (data.at(-1)?.id ?? "") });
    });
    expect(await next(events, 2)).toEqual(["new during-first", "new during-second"]);
  });

  test("resumes from a checkpoint, also between the two events of one session", async () => {
    const list = sessionsOf(3);
    const { fetch } = changing(list, { 2: () => list.unshift(session("brief", { duration: 1 })) });
    const events = watch(fetch);
    expect(await next(events, 1)).toEqual(["new brief"]);
    const resumeFrom = JSON.parse(JSON.stringify(events.checkpoint));
    expect(JSON.stringify(resumeFrom)).not.toContain("live_");
    await events.return();
    list.unshift(session("later"));
    expect(await next(watch(fetch, { resumeFrom }), 2)).toEqual(["new later", "ended brief"]);
  });

  test("is ended by its signal while it waits, and leaves no timer behind", async () => {
    const controller = new AbortController();
    const clock = new FakeClock(0);
    const { fetch, requests } = paging(sessionsOf(3), {
      before: () => {
        if (requests.length === 2) controller.abort("enough");
      },
    });
    await expect(watch(fetch, { signal: controller.signal }, clock).next()).rejects.toBe("enough");
    expect(clock.pending).toBe(0);
  });

  test("is ended by return(), which ends a next() that waits", async () => {
    const events = watch(() => new Promise(() => undefined));
    const waiting = events.next();
    await turns(1);
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});

describe("conditional requests", () => {
  /** A server whose pages carry the `ETag` of their text, and that answers 304. */
  function tagged(list: LiveSession[], changes: Readonly<Record<number, () => void>>) {
    const answers: number[] = [];
    const { fetch } = changing(list, changes);
    const withTags: Fetch = async (request) => {
      const text = await (await fetch(request)).text();
      const etag = `"${text.length}-${text.slice(0, 30)}"`.replaceAll(/[^\w"-]/g, ".");
      const isSame = request.headers.get("if-none-match") === etag;
      answers.push(isSame ? 304 : 200);
      return isSame ? new Response(null, { status: 304 }) : json(JSON.parse(text), { headers: { etag } });
    };
    return { fetch: withTags, answers };
  }

  test("cost a 304 a page while nothing changes, and find what does", async () => {
    const list = sessionsOf(25);
    const { fetch, answers } = tagged(list, {
      4: () => list.splice(24, 1, session("session-24", { updated_at: "2026-02-01T00:00:00Z" })),
    });
    expect(await next(watch(fetch), 1)).toEqual(["changed session-24"]);
    expect(answers).toEqual([200, 200, 200, 304, 304, 304, 304, 304, 304, 304, 304, 200]);
  });

  test("lose nothing of a body that breaks off: the error has it, and the page is not kept", async () => {
    const list = sessionsOf(3);
    const { fetch, answers } = tagged(list, { 3: () => list.unshift(session("fresh")) });
    let turn = 0;
    const events = watch(async (request) => {
      const response = await fetch(request);
      if (++turn !== 1) return response;
      const parts = ['{"data":', "["];
      const body = new ReadableStream({
        pull(controller) {
          const part = parts.shift();
          if (part === undefined) controller.error(new TypeError("terminated"));
          else controller.enqueue(new TextEncoder().encode(part));
        },
      });
      return new Response(body, { headers: response.headers });
    });
    await expect(events.next()).rejects.toMatchObject({ name: "ConnectionError", body: '{"data":[' });
    expect(await next(events, 1)).toEqual(["new fresh"]);
    expect(answers).toEqual([200, 200, 200]);
  });
});

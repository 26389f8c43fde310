import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createLiveSessionsClient } from "../src/index.ts";
import { entity, errorAnswer, json, key, paging, sessionsOf } from "./support/answers.ts";
import { FakeClock, turns } from "./support/fake-clock.ts";

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

function clientOn(fetch: (request: Request) => Promise<Response>) {
  return createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    fetch,
    clock: new FakeClock(0),
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("one signal for 10,000 pages", () => {
  test("gathers no listeners over calls, retries and failures", async () => {
    const { signal } = new AbortController();
    let turn = 0;
    const client = clientOn(async () => (turn++ % 3 === 0 ? errorAnswer(503) : json({ data: [] })));
    for (let count = 0; count < 2_000; count++) await client.listLiveSessions(entity, { signal });
    expect(turn).toBeGreaterThan(2_900);
    expect(listenersOf(signal)).toBe(0);
  });

  test.each([true, false])("gathers none over a walk, with prefetch %s", async (prefetch) => {
    const { signal } = new AbortController();
    const any = vi.spyOn(AbortSignal, "any");
    const list = paging(sessionsOf(10_000));
    let pages = 0;
    let most = 0;
    for await (const _ of clientOn(list.fetch).liveSessionPages(entity, { pageSize: 1, prefetch, signal })) {
      pages++;
      const signals = [signal, ...any.mock.results.map(({ value }) => value)];
      most = Math.max(most, ...signals.map(listenersOf));
    }
    expect(pages).toBe(10_000);
    expect(any.mock.results.length).toBeLessThanOrEqual(1);
    expect(most).toBeLessThanOrEqual(prefetch ? 1 : 0);
  });
});

describe("a rejection that nobody waits for", () => {
  test.each(["return", "abort"])("is left by no prefetch that fails, before or after the end by %s", async (end) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    try {
      for (const failing of [true, false]) {
        const controller = new AbortController();
        const { fetch } = paging(sessionsOf(30), {
          before: ({ url, signal }) =>
            !url.includes("page_token")
              ? undefined
              : failing
                ? Promise.reject(new TypeError("down"))
                : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
        });
        const { signal } = controller;
        const walk = clientOn(fetch).liveSessions(entity, { pageSize: 10, prefetch: true, signal });
        await walk.next();
        await turns(20);
        if (end === "return") await walk.return();
        else controller.abort();
        await turns(20);
      }
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", note);
    }
  });
});

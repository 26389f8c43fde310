import { afterEach, describe, expect, test, vi } from "vitest";
import { createLiveSessionsClient } from "../src/index.ts";
import { answering, entity, json, key, paging, sessionsOf } from "./support/answers.ts";

const baseUrl = "https://video.example.com";

afterEach(() => {
  vi.useRealTimers();
});

describe("limits of time", () => {
  test.each([Infinity, 2 ** 31, 1e12])("of %d ms do not pass at once on the machine's clock", async (ms) => {
    vi.useFakeTimers();
    let answer = (_: Response) => {};
    const fetch = () =>
      new Promise<Response>((resolve) => {
        answer = resolve;
      });
    const limits = { timeoutMs: ms, totalTimeoutMs: ms };
    const page = createLiveSessionsClient({ baseUrl, authorization: key, fetch, ...limits }).listLiveSessions(entity);
    await vi.advanceTimersByTimeAsync(86_400_000);
    answer(json({ data: [], next_page_token: "" }));
    expect(await page).toEqual({ data: [], next_page_token: "" });
  });

  test.each([
    { timeoutMs: Number.NaN },
    { timeoutMs: 0 },
    { totalTimeoutMs: -1 },
    { totalTimeoutMs: Number.NaN },
    { retry: { maxAttempts: 0 } },
    { retry: { maxAttempts: Number.NaN } },
    { retry: { baseDelayMs: Number.NaN } },
    { retry: { maxDelayMs: -1 } },
  ])("out of bounds are refused when the client is made: %j", (options) => {
    expect(() => createLiveSessionsClient({ baseUrl, authorization: key, ...options })).toThrow(RangeError);
  });
});

describe("limits of a walk", () => {
  const client = createLiveSessionsClient({ baseUrl, authorization: key, fetch: paging(sessionsOf(5)).fetch });

  test.each([{ limit: Number.NaN }, { limit: -1 }, { limit: 1.5 }, { maxPages: Number.NaN }, { maxPages: -1 }])(
    "out of bounds are refused rather than ending it in silence: %j",
    async (options) => {
      await expect(client.liveSessions(entity, options).next()).rejects.toThrow(RangeError);
    },
  );

  test.each([{ limit: 0 }, { maxPages: 0 }])("of nothing end it at once: %j", async (options) => {
    const { fetch, requests } = answering(() => json({ data: sessionsOf(1) }));
    const idle = createLiveSessionsClient({ baseUrl, authorization: key, fetch });
    expect(await idle.liveSessions(entity, options).next()).toEqual({ done: true, value: undefined });
    expect(requests).toEqual([]);
  });

  test("are none where they are Infinity", async () => {
    const ids: string[] = [];
    for await (const { id } of client.liveSessions(entity, { limit: Infinity, maxPages: Infinity })) ids.push(id);
    expect(ids).toHaveLength(5);
  });
});

test.each([Number.NaN, -1])(
  "an interval of %d ms is refused rather than reading without a pause",
  async (intervalMs) => {
    const client = createLiveSessionsClient({ baseUrl, authorization: key, fetch: paging(sessionsOf(5)).fetch });
    await expect(client.watchLiveSessions(entity, { intervalMs }).next()).rejects.toThrow(RangeError);
  },
);

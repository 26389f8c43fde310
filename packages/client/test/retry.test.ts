import { describe, expect, test } from "vitest";
import { ApiError, createLiveSessionsClient, type LiveSessionsClientOptions, TimeoutError } from "../src/index.ts";
import { parseRetryAfterMs } from "../src/retry-policy.ts";
import { answering, entity, errorAnswer, json, key } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const page = () => json({ data: [], next_page_token: "" });
const never = () => new Promise<Response>(() => undefined);

function setUp(answers: (() => Response | Promise<Response>)[], options: Partial<LiveSessionsClientOptions> = {}) {
  const clock = new FakeClock(0.5);
  const { fetch, requests } = answering(...answers);
  const base = { baseUrl: "https://video.example.com", authorization: key, fetch, clock };
  return { clock, requests, client: createLiveSessionsClient({ ...base, ...options }) };
}

describe("a second try", () => {
  test.each([408, 429, 500, 502, 503, 504])("follows a %d", async (status) => {
    const { client, requests } = setUp([() => errorAnswer(status), page]);
    expect(await client.listLiveSessions(entity)).toEqual({ data: [], next_page_token: "" });
    expect(requests).toHaveLength(2);
  });

  test("follows a connection that failed, and one that broke within a 200", async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) });
    const headers = { "content-type": "application/json" };
    const { client, requests } = setUp([
      () => Promise.reject(new TypeError("fetch failed")),
      () => new Response(broken, { headers }),
      page,
    ]);
    await client.listLiveSessions(entity);
    expect(requests).toHaveLength(3);
  });

  test("follows an HTML 502 as well as a declared one", async () => {
    const { client, requests } = setUp([() => new Response("<h1>", { status: 502 }), page]);
    await client.listLiveSessions(entity);
    expect(requests).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 409, 418])("does not follow a %d", async (status) => {
    const { client, requests } = setUp([() => errorAnswer(status), page]);
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ status, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  test("does not follow a 200 that is not a page", async () => {
    const { client, requests } = setUp([() => new Response("<h1>"), page]);
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ status: 200, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  test("follows three times, each wait up to twice as long, and then no more", async () => {
    const { client, clock, requests } = setUp([() => errorAnswer(500)]);
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ attempts: 4 });
    expect(requests).toHaveLength(4);
    expect(clock.waits).toEqual([125, 250, 500]);
  });

  test("follows as often and waits as long as the options say", async () => {
    const retry = { maxAttempts: 5, baseDelayMs: 100, maxDelayMs: 300 };
    const { client, clock } = setUp([() => errorAnswer(500)], { retry });
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ attempts: 5 });
    expect(clock.waits).toEqual([50, 100, 150, 150]);
  });

  test("never follows with one attempt", async () => {
    const { client, clock } = setUp([() => errorAnswer(500)], { retry: { maxAttempts: 1 } });
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ attempts: 1 });
    expect(clock.waits).toEqual([]);
  });

  test("is called off by the caller's signal, which leaves no timer behind", async () => {
    const controller = new AbortController();
    const { client, clock, requests } = setUp([
      () => {
        setImmediate(() => controller.abort("enough"));
        return errorAnswer(503, { "retry-after": "20" });
      },
    ]);
    await expect(client.listLiveSessions(entity, { signal: controller.signal })).rejects.toBe("enough");
    expect(requests).toHaveLength(1);
    expect(clock.waits).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});

describe("Retry-After", () => {
  test("is waited for, in seconds", async () => {
    const { client, clock } = setUp([() => errorAnswer(429, { "retry-after": "7" }), page]);
    await client.listLiveSessions(entity);
    expect(clock.waits).toEqual([7000]);
  });

  test("is waited for, until a date", async () => {
    const { client, clock } = setUp([() => errorAnswer(503, { "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" }), page]);
    await client.listLiveSessions(entity);
    expect(clock.waits).toEqual([9000]);
  });

  test("of a date that has passed lets the second try go at once", async () => {
    const { client, clock } = setUp([() => errorAnswer(503, { "retry-after": "Wed, 31 Dec 2025 23:00:00 GMT" }), page]);
    await client.listLiveSessions(entity);
    expect(clock.waits).toEqual([0]);
  });

  test.each([
    ["86400", 86_400_000],
    ["Fri, 02 Jan 2026 00:00:00 GMT", 86_400_000],
  ])("of %s fails at once and says how long", async (value, retryAfterMs) => {
    const { client, clock, requests } = setUp([() => errorAnswer(429, { "retry-after": value })]);
    const error = await client.listLiveSessions(entity).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, attempts: 1, retryAfterMs });
    expect(requests).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  test("beyond the longest wait fails at once, with time left in the total", async () => {
    const { client, clock } = setUp([() => errorAnswer(503, { "retry-after": "31" })]);
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ attempts: 1, retryAfterMs: 31_000 });
    expect(clock.waits).toEqual([]);
  });

  test("that leads beyond the total fails at once too", async () => {
    const { client, clock } = setUp([() => errorAnswer(503, { "retry-after": "20" })], { totalTimeoutMs: 15_000 });
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ attempts: 1, retryAfterMs: 20_000 });
    expect(clock.waits).toEqual([]);
  });

  test.each([
    ["0", 0],
    ["120", 120_000],
    ["Thu, 01 Jan 1970 00:00:01 GMT", 0],
    ["Thu, 01 Jan 1970 00:00:09 GMT", 7000],
    ["Thursday, 01-Jan-70 00:00:09 GMT", 7000],
    ["Thu Jan  1 00:00:09 1970", 7000],
    ["", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["Someday", undefined],
    ["1970-01-01T00:00:09Z", undefined],
    ["soon GMT", undefined],
  ])("of %j reads as %s ms", (value, ms) => {
    expect(parseRetryAfterMs(value, 2000)).toBe(ms);
  });
});

describe("a timeout", () => {
  test("ends an attempt whose answer does not come, and is tried again", async () => {
    const { client, clock, requests } = setUp([never, page]);
    await client.listLiveSessions(entity);
    expect(requests).toHaveLength(2);
    expect(clock.waits).toEqual([10_000, 125]);
  });

  test("is a TimeoutError with the limit, the attempts and the token", async () => {
    const { client } = setUp([never], { timeoutMs: 70, retry: { maxAttempts: 2 } });
    const error = await client.listLiveSessions(entity, { pageToken: "t" }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ name: "TimeoutError", timeoutMs: 70, attempts: 2, pageToken: "t" });
  });

  test("covers a body that never ends", async () => {
    const start = (controller: ReadableStreamDefaultController) => controller.enqueue(new TextEncoder().encode("{"));
    const headers = { "content-type": "application/json" };
    const { client } = setUp([() => new Response(new ReadableStream({ start }), { headers })]);
    await expect(client.listLiveSessions(entity)).rejects.toThrow(TimeoutError);
  });

  test("covers an authorization that never comes", async () => {
    const { client, requests } = setUp([page], { authorization: () => new Promise(() => undefined) });
    await expect(client.listLiveSessions(entity)).rejects.toThrow(TimeoutError);
    expect(requests).toEqual([]);
  });

  test("of the whole bounds all attempts and waits together", async () => {
    const { client, clock } = setUp([never], { timeoutMs: 10_000, totalTimeoutMs: 25_000, retry: { maxAttempts: 9 } });
    const started = clock.now();
    await expect(client.listLiveSessions(entity)).rejects.toThrow(TimeoutError);
    expect(clock.now() - started).toBeLessThanOrEqual(25_000);
    expect(clock.now() - started).toBeGreaterThan(20_000);
  });

  test("leaves no timer behind once an answer is here", async () => {
    const { client, clock } = setUp([page]);
    await client.listLiveSessions(entity);
    expect(clock.pending).toBe(0);
  });
});

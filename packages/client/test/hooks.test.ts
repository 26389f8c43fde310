import { describe, expect, test } from "vitest";
import {
  type AttemptReport,
  createLiveSessionsClient,
  debugHooks,
  type LiveSessionsClientOptions,
  type RetryNotice,
} from "../src/index.ts";
import { answering, entity, errorAnswer, json, key } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const url = `https://video.example.com/v1/live_entities/${entity}/live_sessions`;
const page = () => json({ data: [] });

function setUp(answers: (() => Response | Promise<Response>)[], options: Partial<LiveSessionsClientOptions>) {
  const { fetch, requests } = answering(...answers);
  const base = { baseUrl: "https://video.example.com", authorization: key, fetch, clock: new FakeClock(0.5) };
  return { requests, client: createLiveSessionsClient({ ...base, ...options }) };
}

describe("onRetry", () => {
  test("is told why and how long is waited before each further attempt, and only of those", async () => {
    const notices: RetryNotice[] = [];
    const onRetry = (notice: RetryNotice) => notices.push(notice);
    const answers = [() => errorAnswer(503, { "retry-after": "2" }), () => Promise.reject(new TypeError("x")), page];
    await setUp(answers, { hooks: { onRetry } }).client.listLiveSessions(entity);
    expect(notices).toEqual([
      { error: expect.objectContaining({ status: 503, attempts: 1, url }), delayMs: 2000 },
      { error: expect.objectContaining({ name: "ConnectionError", attempts: 2 }), delayMs: 250 },
    ]);
    await expect(
      setUp([() => errorAnswer(404)], { hooks: { onRetry } }).client.listLiveSessions(entity),
    ).rejects.toThrow("404");
    expect(notices).toHaveLength(2);
  });
});

describe("debugHooks", () => {
  test("report method, URL, status, attempt and time of each attempt", async () => {
    const reports: AttemptReport[] = [];
    const hooks = debugHooks((report) => reports.push(report));
    const answers = [() => errorAnswer(503), () => Promise.reject(new TypeError("x")), page];
    await setUp(answers, { hooks }).client.listLiveSessions(entity, { pageSize: 3 });
    const common = { method: "GET", url: `${url}?page_size=3`, durationMs: expect.any(Number) };
    expect(reports).toEqual([
      { ...common, attempt: 1, status: 503, error: "ApiError" },
      { ...common, attempt: 2, status: undefined, error: "ConnectionError" },
      { ...common, attempt: 3, status: 200, error: undefined },
    ]);
  });

  test("show no key, and of a page token, which may show a stream key, the length", async () => {
    const reports: AttemptReport[] = [];
    const hooks = debugHooks((report) => reports.push(report));
    const pageToken = btoa('{"stream_key":"live_secret"}');
    await setUp([page], { hooks }).client.listLiveSessions(entity, { pageToken, pageSize: 1 });
    expect(reports[0]?.url).toBe(`${url}?page_size=1&page_token=[${pageToken.length} characters]`);
    expect(JSON.stringify(reports)).not.toMatch(/uap-|eyJ/);
  });

  test("keep further hooks", async () => {
    const notices: RetryNotice[] = [];
    const hooks = debugHooks(() => undefined, {
      around: (_, send) => send({ "x-test": "1" }),
      onRetry: (notice) => notices.push(notice),
    });
    const { client, requests } = setUp([() => errorAnswer(500), page], { hooks });
    await client.listLiveSessions(entity);
    expect(requests.map(({ headers }) => headers.get("x-test"))).toEqual(["1", "1"]);
    expect(notices).toHaveLength(1);
  });
});

describe("the user agent", () => {
  test("names the application and its version", async () => {
    const { client, requests } = setUp([page], { userAgent: "nightly-billing/2.3.1" });
    await client.listLiveSessions(entity);
    expect(requests[0]?.headers.get("user-agent")).toBe("nightly-billing/2.3.1");
  });

  test("is the runtime's own unless given", async () => {
    const { client, requests } = setUp([page], {});
    await client.listLiveSessions(entity);
    expect(requests[0]?.headers.has("user-agent")).toBe(false);
  });
});

describe("retry.statuses", () => {
  test("are the ones that are tried again", async () => {
    const { client, requests } = setUp([() => errorAnswer(404), page], { retry: { statuses: [404] } });
    await client.listLiveSessions(entity);
    expect(requests).toHaveLength(2);
    const other = setUp([() => errorAnswer(503), page], { retry: { statuses: [404] } });
    await expect(other.client.listLiveSessions(entity)).rejects.toMatchObject({ status: 503, attempts: 1 });
  });

  test.each([520, 524])("hold %d, by which a content delivery network speaks for a server", async (status) => {
    const { client, requests } = setUp([() => errorAnswer(status), page], {});
    await client.listLiveSessions(entity);
    expect(requests).toHaveLength(2);
  });

  test.each([501, 505, 511])("do not hold %d, which no second try helps", async (status) => {
    const { client } = setUp([() => errorAnswer(status), page], {});
    await expect(client.listLiveSessions(entity)).rejects.toMatchObject({ status, attempts: 1 });
  });
});

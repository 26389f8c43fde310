import { InfiniteQueryObserver, QueryClient } from "@tanstack/query-core";
import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, PaginationError } from "../src/index.ts";
import { openTelemetryHooks } from "../src/opentelemetry.ts";
import { liveSessionsQuery } from "../src/tanstack.ts";
import { validating } from "../src/validate.ts";
import { answering, entity, errorAnswer, json, key, paging, sessionsOf } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const base = { baseUrl: "https://video.example.com:8443/v", authorization: key };

describe("validate", () => {
  const [session] = sessionsOf(1);

  test("lets a page through that fits the document", async () => {
    const { fetch } = answering(() => json({ data: [session] }));
    const client = createLiveSessionsClient({ ...base, fetch, hooks: validating() });
    expect(await client.listLiveSessions(entity)).toEqual({ data: [session] });
  });

  test("makes a page that does not fit an UnexpectedResponseError which says where, and shows no stream key", async () => {
    const { fetch, requests } = answering(() => json({ data: [{ ...session, stream_key: 7 }] }));
    const client = createLiveSessionsClient({ ...base, fetch, hooks: validating() });
    const error = await client.listLiveSessions(entity).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: "UnexpectedResponseError", status: 200, attempts: 1 });
    expect(String(error)).toContain('200 whose "/data/0/stream_key" must be string');
    expect(JSON.stringify(error)).not.toContain("live_secret");
    expect(requests).toHaveLength(1);
  });

  test("keeps further hooks", async () => {
    const { fetch, requests } = answering(() => json({ data: [] }));
    const hooks = validating({ around: (_, send) => send({ "x-test": "1" }) });
    await createLiveSessionsClient({ ...base, fetch, hooks }).listLiveSessions(entity);
    expect(requests[0]?.headers.get("x-test")).toBe("1");
  });
});

describe("tanstack", () => {
  test("walks a list with fetchNextPage until nothing follows", async () => {
    const client = createLiveSessionsClient({ ...base, fetch: paging(sessionsOf(25)).fetch });
    const observer = new InfiniteQueryObserver(new QueryClient(), liveSessionsQuery(client, entity, { pageSize: 10 }));
    let result = await observer.fetchNextPage();
    while (result.hasNextPage) result = await observer.fetchNextPage();
    expect(result.data?.pages.map(({ data }) => data.length)).toEqual([10, 10, 5]);
  });

  test("fails where a token comes again, rather than ending or repeating", async () => {
    const { fetch, requests } = answering(() => json({ data: sessionsOf(1), next_page_token: "a" }));
    const client = createLiveSessionsClient({ ...base, fetch });
    const observer = new InfiniteQueryObserver(new QueryClient(), liveSessionsQuery(client, entity));
    await observer.fetchNextPage();
    await observer.fetchNextPage();
    const result = await observer.fetchNextPage();
    expect(result.error).toBeInstanceOf(PaginationError);
    expect(requests).toHaveLength(2);
  });

  test("cancels the request with the query", async () => {
    let signal: AbortSignal | undefined;
    const client = createLiveSessionsClient({
      ...base,
      fetch: (request) => {
        signal = request.signal;
        return new Promise(() => undefined);
      },
    });
    const queries = new QueryClient();
    const options = liveSessionsQuery(client, entity);
    const waiting = queries.fetchInfiniteQuery(options).catch((error: unknown) => error);
    while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));
    await queries.cancelQueries({ queryKey: options.queryKey });
    await waiting;
    expect(signal.aborted).toBe(true);
  });
});

describe("opentelemetry", () => {
  interface Span {
    name: string;
    attributes: Record<string, string | number>;
    status?: { code: number };
    ended: boolean;
  }

  function tracing() {
    const spans: Span[] = [];
    return {
      spans,
      tracer: {
        startActiveSpan<T>(
          name: string,
          options: { attributes: Record<string, string | number> },
          work: (span: {
            name: string;
            setAttribute(key: string, value: string | number): void;
            setStatus(status: { code: number }): void;
            end(): void;
          }) => T,
        ): T {
          const span: Span = { name, attributes: { ...options.attributes }, ended: false };
          spans.push(span);
          return work({
            name,
            setAttribute: (key, value) => {
              span.attributes[key] = value;
            },
            setStatus: (status) => {
              span.status = status;
            },
            end: () => {
              span.ended = true;
            },
          });
        },
      },
    };
  }

  test("makes one client span of each attempt, without credentials", async () => {
    const { spans, tracer } = tracing();
    const { fetch, requests } = answering(
      () => errorAnswer(503),
      () => Promise.reject(new TypeError("x")),
      () => json({ data: [] }),
    );
    const hooks = openTelemetryHooks({ tracer, headersOf: ({ name }) => ({ traceparent: name.slice(0, 3) }) });
    await createLiveSessionsClient({ ...base, fetch, hooks, clock: new FakeClock(0) }).listLiveSessions(entity);
    const url = `https://video.example.com:8443/v/v1/live_entities/${entity}/live_sessions`;
    const common = {
      "http.request.method": "GET",
      "url.template": "/v1/live_entities/{id}/live_sessions",
      "url.full": url,
      "server.address": "video.example.com",
      "server.port": 8443,
    };
    const name = "GET /v1/live_entities/{id}/live_sessions";
    expect(spans).toEqual([
      {
        name,
        ended: true,
        status: { code: 2 },
        attributes: { ...common, "http.response.status_code": 503, "error.type": "503" },
      },
      {
        name,
        ended: true,
        status: { code: 2 },
        attributes: { ...common, "http.request.resend_count": 1, "error.type": "ConnectionError" },
      },
      {
        name,
        ended: true,
        attributes: { ...common, "http.request.resend_count": 2, "http.response.status_code": 200 },
      },
    ]);
    expect(requests.map(({ headers }) => headers.get("traceparent"))).toEqual(["GET", "GET", "GET"]);
    expect(JSON.stringify(spans)).not.toContain("uap-");
  });
});

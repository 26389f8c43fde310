import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  ApiError,
  ConnectionError,
  createLiveSessionsClient,
  LiveSessionsError,
  PaginationError,
  safeListLiveSessions,
  TimeoutError,
  UnexpectedResponseError,
} from "../src/index.ts";
import { answering, entity, json, key } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const url = `https://video.example.com/v1/live_entities/${entity}/live_sessions`;

function clientFor(answer: () => Response | Promise<Response>) {
  return createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    fetch: answering(answer).fetch,
    clock: new FakeClock(),
    retry: { maxAttempts: 2 },
  });
}

async function failureOf(answer: () => Response | Promise<Response>, pageToken?: string): Promise<unknown> {
  return clientFor(answer)
    .listLiveSessions(entity, { pageToken })
    .then(
      () => "a page",
      (error: unknown) => error,
    );
}

function html(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/html" } });
}

/** A body that gives `parts` and then breaks. */
function breaking(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.error(new TypeError("terminated"));
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });
}

describe("a declared error", () => {
  const body = { message: "The live session you requested does not exist.", error_type: "invalid_request_error" };
  const answer = () => json(body, { status: 404, headers: { "x-request-id": "r-1" } });

  test("is an ApiError with the server's sentence, its kind, the request id, the attempts, the URL and the token", async () => {
    const error = await failureOf(answer, "t");
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      name: "ApiError",
      message: `listLiveSessions ${url}?page_token=t: 404 invalid_request_error: ${body.message}`,
      url: `${url}?page_token=t`,
      status: 404,
      body,
      requestId: "r-1",
      attempts: 1,
      pageToken: "t",
      retryAfterMs: undefined,
    });
  });

  test("may have a status that only the default response covers, and a kind that the document does not name", async () => {
    const teapot = { message: "No.", error_type: "teapot_error", more: 1 };
    expect(await failureOf(() => json(teapot, { status: 418 }))).toMatchObject({
      name: "ApiError",
      status: 418,
      body: teapot,
    });
  });

  test("may come with parameters of its media type", async () => {
    const headers = { "content-type": "Application/JSON ; charset=UTF-8" };
    expect(await failureOf(() => json(body, { status: 400, headers }))).toBeInstanceOf(ApiError);
  });
});

describe("an answer that the document does not declare", () => {
  test.each([
    ["a 502 of HTML", () => html(502, "<h1>Bad Gateway</h1>"), 502, "text/html", "<h1>Bad Gateway</h1>"],
    ["a 200 of HTML", () => html(200, "<h1>Log in</h1>"), 200, "text/html", "<h1>Log in</h1>"],
    ["an empty 500", () => new Response(null, { status: 500 }), 500, "", ""],
    ["an empty 500 that says it is JSON", () => json(undefined, { status: 500 }), 500, "application/json", ""],
    [
      "a 200 that is cut short",
      () => new Response('{"data":[', { headers: { "content-type": "application/json" } }),
      200,
      "application/json",
      '{"data":[',
    ],
    ["a 204", () => new Response(null, { status: 204 }), 204, "", ""],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://example.org" } }),
      302,
      "",
      "",
    ],
    [
      "a 200 of an error",
      () => json({ message: "x", error_type: "y" }),
      200,
      "application/json",
      '{"message":"x","error_type":"y"}',
    ],
    ["a 404 of a page", () => json({ data: [] }, { status: 404 }), 404, "application/json", '{"data":[]}'],
    ["a 200 whose data is not a list", () => json({ data: {} }), 200, "application/json", '{"data":{}}'],
    ["a 200 with a session without id", () => json({ data: [null] }), 200, "application/json", '{"data":[null]}'],
    [
      "a 200 whose token is a number",
      () => json({ data: [], next_page_token: 7 }),
      200,
      "application/json",
      '{"data":[],"next_page_token":7}',
    ],
    ["a 200 of null", () => json(null), 200, "application/json", "null"],
    [
      "a problem of RFC 9457",
      () =>
        json(
          { message: "x", error_type: "y" },
          { status: 400, headers: { "content-type": "application/problem+json" } },
        ),
      400,
      "application/problem+json",
      '{"message":"x","error_type":"y"}',
    ],
  ])(
    "is an UnexpectedResponseError with the status, the media type and the body: %s",
    async (_, answer, status, mediaType, body) => {
      const error = await failureOf(answer);
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(error).toMatchObject({ name: "UnexpectedResponseError", status, body, url });
      expect(String(error)).toContain(`${status} with "${mediaType}"`);
    },
  );

  test("is shown by its first 2 KiB", async () => {
    expect(await failureOf(() => html(502, "x".repeat(5000)))).toMatchObject({ body: "x".repeat(2048) });
  });

  test("that is longer than any page is not read to its end", async () => {
    let parts = 0;
    const endless = new ReadableStream({
      pull(controller) {
        parts++;
        controller.enqueue(new TextEncoder().encode(" ".repeat(1_000_000)));
      },
    });
    const answer = () => new Response(endless, { headers: { "content-type": "application/json" } });
    expect(await failureOf(answer)).toBeInstanceOf(UnexpectedResponseError);
    expect(parts).toBeLessThan(15);
  });
});

describe("a connection that fails", () => {
  test("is a ConnectionError with its cause and the number of attempts", async () => {
    const cause = new TypeError("fetch failed");
    const error = await failureOf(() => Promise.reject(cause));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ name: "ConnectionError", cause, attempts: 2, body: "", url, pageToken: undefined });
  });

  test("within the body is one too, with what came before", async () => {
    const headers = { "content-type": "application/json" };
    const error = await failureOf(() => new Response(breaking('{"data":', '[{"id"'), { headers }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ body: '{"data":[{"id"', attempts: 2, cause: new TypeError("terminated") });
  });
});

describe("credentials", () => {
  const cutPage = `{"data":[{"id":"1","stream_key":"live_secret1"},{"id":"2","stream_key" : "live_sec`;
  const headers = { "content-type": "application/json" };

  test.each([
    ["a message that repeats the key", () => json({ message: `bad key ${key}`, error_type: key }, { status: 401 })],
    ["a page that repeats the key", () => html(502, `Authorization: ${key}`)],
    [
      "headers that repeat the key",
      () => new Response("", { status: 500, headers: { "content-type": key, "x-request-id": key } }),
    ],
    ["a page that is cut short", () => new Response(cutPage, { headers })],
    ["a page that breaks off", () => new Response(breaking(cutPage), { headers })],
  ])("are in no error: %s", async (_, answer) => {
    const error = await failureOf(answer);
    expect(error).toBeInstanceOf(LiveSessionsError);
    const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
    expect(shown).not.toMatch(/uap-|live_sec/);
  });
});

describe("safeListLiveSessions", () => {
  test("gives a page as a value", async () => {
    const page = { data: [] };
    expect(
      await safeListLiveSessions(
        clientFor(() => json(page)),
        entity,
      ),
    ).toEqual({ ok: true, page });
  });

  test("gives an error as a value", async () => {
    const result = await safeListLiveSessions(
      clientFor(() => html(403, "no")),
      entity,
    );
    expect(result).toEqual({ ok: false, error: expect.any(UnexpectedResponseError) });
  });

  test("throws what is the caller's own: an abort, an argument out of bounds", async () => {
    const client = clientFor(() => json({ data: [] }));
    await expect(safeListLiveSessions(client, entity, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
    await expect(safeListLiveSessions(client, entity, { pageSize: 0 })).rejects.toThrow(RangeError);
  });
});

test("the errors are told apart by class and share a base", () => {
  const details = { url, attempts: 1, pageToken: undefined };
  const error = new PaginationError("lost", details);
  expect(error).toBeInstanceOf(LiveSessionsError);
  expect(error).not.toBeInstanceOf(TimeoutError);
  expect(error).not.toBeInstanceOf(ApiError);
});

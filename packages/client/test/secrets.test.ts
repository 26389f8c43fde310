import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError, createLiveSessionsClient, UnexpectedResponseError } from "../src/index.ts";
import { answering, entity, json, key } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

async function failureOf(answer: (request?: Request) => Response | Promise<Response>): Promise<unknown> {
  let sent: Request | undefined;
  const { fetch } = answering(() => answer(sent));
  const client = createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    fetch: (request) => {
      sent = request;
      return fetch(request);
    },
    clock: new FakeClock(),
    retry: { maxAttempts: 1 },
  });
  return client.listLiveSessions(entity).then(
    () => "a page",
    (error: unknown) => error,
  );
}

/** Everything that a log could show of an error. */
function shown(error: unknown): string {
  return inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
}

describe("a stream key is in no error", () => {
  test.each([
    ["JSON", '{"stream_key":"live_secret"}'],
    ["JSON with spaces", '{ "stream_key" : "live_secret" }'],
    ["JSON with a quote in the key", String.raw`{"stream_key":"a\"live_secret"}`],
    ["JSON cut within the key", '{"data":[{"stream_key":"live_secret'],
    ["JSON within JSON", String.raw`{"log":"{\"stream_key\":\"live_secret\"}"}`],
    ["HTML", "<pre>{&quot;stream_key&quot;: &quot;live_secret&quot;}</pre>"],
    ["XML", "<stream_key>live_secret</stream_key>"],
    ["a query", "/ingest?stream_key=live_secret&x=1"],
    ["a dump", "{ stream_key: 'live_secret' }"],
    ["camel case", '{"streamKey":"live_secret"}'],
    ["a header", "X-Stream-Key: live_secret"],
    ["words", "the stream key: live_secret"],
    ["percent-encoded JSON", "%7B%22stream_key%22%3A%22live_secret%22%7D"],
    ["a percent-encoded query", "/log?to=%2Fingest%3Fstream%5Fkey%3Dlive_secret"],
  ])("where the body is %s", async (_, body) => {
    const error = await failureOf(() => new Response(body, { status: 502 }));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toHaveProperty("body", expect.stringContaining("[key]"));
    expect(shown(error)).not.toContain("live_secret");
  });

  test.each([
    ["its message", { message: 'cannot save {"stream_key":"live_secret"}', error_type: "api_error" }],
    ["its kind", { message: "x", error_type: "stream_key=live_secret" }],
    ["a further member", { message: "x", error_type: "api_error", stream_key: "live_secret" }],
    ["a nested one", { message: "x", error_type: "api_error", session: [{ stream_key: 'a"live_secret' }] }],
  ])("where a declared error holds it in %s", async (_, body) => {
    const error = await failureOf(() => json(body, { status: 500 }));
    expect(error).toBeInstanceOf(ApiError);
    expect(shown(error)).not.toContain("live_secret");
  });

  test("but the rest of the body is, word by word", async () => {
    const body = "<p>The stream_key was reset; stream_keys are secret. monkey: 1</p>";
    expect(await failureOf(() => new Response(body, { status: 502 }))).toMatchObject({ body });
  });
});

describe("the API key is in no error", () => {
  test("where a declared error spells it with escapes", async () => {
    const body = `{"message":"bad key \\u0075${key.slice(1)}","error_type":"x"}`;
    const headers = { "content-type": "application/json" };
    const error = await failureOf(() => new Response(body, { status: 401, headers }));
    expect(error).toBeInstanceOf(ApiError);
    expect(shown(error)).not.toContain(key);
  });

  const bare = key.slice("uap-".length);
  const hex = Buffer.from(key).toString("hex");
  const base64 = (before: string) => Buffer.from(`${before}${key}:more`).toString("base64");

  test.each([
    ["in capitals", key.toUpperCase(), bare],
    ["without its prefix", `key ${bare}`, bare],
    ["percent-encoded", key.replaceAll("-", "%2D"), "00000000000000000000000000000001".slice(0, 20)],
    ["percent-encoded twice", key.replaceAll("-", "%252d"), "0000000000000000000"],
    [
      "percent-encoded in each character",
      [...key].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(""),
      "%30%30%30",
    ],
    ["with escapes", [...key].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join(""), "0030"],
    ["with entities", key.replaceAll("-", "&#45;"), "0000000000000000000"],
    ["in hex", hex, "30303030"],
    ["in base64", base64(""), "AwMDAw"],
    ["in base64 at another offset", base64("x"), "AwMDAw"],
    ["in base64 at a third offset", base64("xy"), "AwMDAw"],
    ["in base64 for URLs", Buffer.from(`Basic ${key}`).toString("base64url"), "AwMDAw"],
  ])("where a proxy shows it %s", async (_, spelled, trace) => {
    const error = await failureOf(() => new Response(`<p>Authorization: ${spelled}</p>`, { status: 502 }));
    expect(error).toHaveProperty("body", expect.stringContaining("[key]"));
    expect(shown(error)).not.toContain(trace);
  });

  test("where it is a member's name in a declared error", async () => {
    const error = await failureOf(() => json({ message: "x", error_type: "y", [key]: { [key]: 1 } }, { status: 401 }));
    expect(error).toBeInstanceOf(ApiError);
    expect(shown(error)).not.toContain(key);
  });

  test("where the body breaks off within it", async () => {
    let isSent = false;
    const body = new ReadableStream({
      pull(controller) {
        if (isSent) controller.error(new TypeError("terminated"));
        else controller.enqueue(new TextEncoder().encode(`Authorization: ${key.slice(0, -1)}`));
        isSent = true;
      },
    });
    const error = await failureOf(() => new Response(body));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(shown(error)).not.toContain(key.slice(0, 12));
  });

  test("where somebody else's is in the body", async () => {
    const other = "uap-99999999999999999999999999999999-99999999";
    expect(shown(await failureOf(() => new Response(`for ${other}`, { status: 502 })))).not.toContain(other);
  });

  const because = (cause: unknown) => () => Promise.reject(cause);
  const self = new Error("loop");
  self.cause = self;

  test.each([
    ["in its message", because(new Error(`bad header ${key}`))],
    ["in the message of its own cause", because(new Error("x", { cause: new Error(key) }))],
    ["in a member", because(Object.assign(new Error("x"), { config: { headers: { authorization: key } } }))],
    ["in one of several errors", because(new AggregateError([new Error(key)], "x"))],
    ["as a string", because(`bad header ${key}`)],
    ["in a request", (request?: Request) => Promise.reject(Object.assign(new Error("x"), { request }))],
    ["in headers", because(Object.assign(new Error("x"), { headers: new Headers({ authorization: key }) }))],
    ["in a map", because(Object.assign(new Error("x"), { headers: new Map([["authorization", key]]) }))],
    ["behind a loop", because(Object.assign(self, { later: { deep: { deeper: { deepest: key } } } }))],
  ])("where the cause of a failed connection holds it %s", async (_, answer) => {
    const error = await failureOf(answer);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(shown(error)).not.toContain(key);
    expect(String((error as ConnectionError).cause)).toMatch(/x|bad header|loop/);
  });

  test("and a cause that does not hold it stays what it was", async () => {
    const socket = { localAddress: "127.0.0.1", bytesRead: 7 };
    const reason = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET", socket });
    const cause = new TypeError("fetch failed", { cause: reason });
    expect(await failureOf(because(cause))).toHaveProperty("cause", cause);
  });
});

import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, type LiveSessionsClientOptions } from "../src/index.ts";
import { answering, entity, errorAnswer, json, key, sessionsOf } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const page = { data: sessionsOf(2), next_page_token: "t" };

function client(options: Partial<LiveSessionsClientOptions> = {}) {
  const server = answering(() => json(page));
  return {
    ...server,
    client: createLiveSessionsClient({
      baseUrl: "https://video.example.com",
      authorization: key,
      fetch: server.fetch,
      clock: new FakeClock(),
      ...options,
    }),
  };
}

describe("one page", () => {
  test("is the document's, as it came", async () => {
    expect(await client().client.listLiveSessions(entity)).toEqual(page);
  });

  test("is asked for with the bare key, by GET, without following redirects", async () => {
    const { client: sessions, requests } = client();
    await sessions.listLiveSessions(entity);
    expect(requests[0]).toMatchObject({
      method: "GET",
      url: `https://video.example.com/v1/live_entities/${entity}/live_sessions`,
      redirect: "manual",
    });
    expect(requests[0]?.headers.get("authorization")).toBe(key);
  });

  test("is asked for below the base URL's path, with or without a trailing slash", async () => {
    for (const baseUrl of ["https://example.com/video", "https://example.com/video/"]) {
      const { client: sessions, requests } = client({ baseUrl });
      await sessions.listLiveSessions("a/b?c");
      expect(requests[0]?.url).toBe("https://example.com/video/v1/live_entities/a%2Fb%3Fc/live_sessions");
    }
  });

  test("is asked for with the page size and token that were given, percent-encoded", async () => {
    const { client: sessions, requests } = client();
    await sessions.listLiveSessions(entity, { pageSize: 3, pageToken: "a+b/c=&d é" });
    expect(new URL(requests[0]?.url ?? "").search).toBe("?page_size=3&page_token=a%2Bb%2Fc%3D%26d%20%C3%A9");
  });

  test.each(["", " ", undefined])("is the first one for the token %j, which is not sent", async (pageToken) => {
    const { client: sessions, requests } = client();
    await sessions.listLiveSessions(entity, { pageToken });
    expect(new URL(requests[0]?.url ?? "").search).toBe("");
  });

  test.each([0, -1, 101, 1.5, Number.NaN, Infinity])(
    "is refused for a page size of %d before anything is sent",
    async (pageSize) => {
      const { client: sessions, requests } = client();
      await expect(sessions.listLiveSessions(entity, { pageSize })).rejects.toThrow(RangeError);
      expect(requests).toEqual([]);
    },
  );

  test.each(["", ".", ".."])("is refused for the id %j, which would make another path", async (id) => {
    const { client: sessions, requests } = client();
    await expect(sessions.listLiveSessions(id)).rejects.toThrow(RangeError);
    expect(requests).toEqual([]);
  });

  test.each([null, "", undefined])("may say the end with the token %j", async (token) => {
    const body = { data: [], next_page_token: token };
    const { client: sessions } = client({ fetch: answering(() => json(body)).fetch });
    expect((await sessions.listLiveSessions(entity)).next_page_token).toBe(token);
  });
});

describe("the base URL", () => {
  test.each([
    "https://user:hunter2@example.com",
    "https://example.com?hunter2",
    "https://example.com/#hunter2",
    "ftp://hunter2",
    "https://hunter2 ",
    "https://hunter2 .example.com",
    "https://hunter2:port",
    "https://[hunter2",
    "https:///hunter2\n",
    "hunter2",
    "",
  ])("%j is refused, and not repeated", (baseUrl) => {
    expect(() => client({ baseUrl })).toThrow(RangeError);
    expect(() => client({ baseUrl })).not.toThrow("hunter2");
  });
});

describe("the authorization", () => {
  test("may be a function, asked again for each attempt", async () => {
    const keys = ["key-1", "key-2"];
    const { fetch, requests } = answering(
      () => errorAnswer(503),
      () => json(page),
    );
    const { client: sessions } = client({ fetch, authorization: async () => keys.shift() ?? "" });
    await sessions.listLiveSessions(entity);
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["key-1", "key-2"]);
  });

  test("that is not there at all is refused rather than sent as a word", async () => {
    const environment = JSON.parse("{}");
    const { client: sessions, requests } = client({ authorization: async () => environment.KEY });
    await expect(sessions.listLiveSessions(entity)).rejects.toThrow(RangeError);
    expect(requests).toEqual([]);
  });

  test("that fails is the caller's own error, and nothing is sent", async () => {
    const own = new Error("the vault is closed");
    const { client: sessions, requests } = client({ authorization: () => Promise.reject(own) });
    await expect(sessions.listLiveSessions(entity)).rejects.toBe(own);
    expect(requests).toEqual([]);
  });

  test.each(["", "hunter2\n", "hunter2 ", "hunteré2"])("%j is refused, and not repeated", async (authorization) => {
    const { client: sessions } = client({ authorization });
    const failure = await sessions.listLiveSessions(entity).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RangeError);
    expect(String(failure)).not.toContain("hunter");
  });
});

describe("the caller's signal", () => {
  test("ends a call with its own reason, also where fetch does not heed it", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { client: sessions } = client({
      fetch: () => {
        controller.abort(reason);
        return new Promise(() => undefined);
      },
    });
    await expect(sessions.listLiveSessions(entity, { signal: controller.signal })).rejects.toBe(reason);
  });

  test("that has aborted before lets nothing be sent", async () => {
    const { client: sessions, requests } = client();
    await expect(sessions.listLiveSessions(entity, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
    expect(requests).toEqual([]);
  });

  test("is passed on, and no timer is left behind", async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    let passedOn: AbortSignal | undefined;
    const { client: sessions } = client({
      clock,
      fetch: (request) => {
        passedOn = request.signal;
        controller.abort();
        return new Promise(() => undefined);
      },
    });
    await expect(sessions.listLiveSessions(entity, { signal: controller.signal })).rejects.toThrow("aborted");
    expect(passedOn?.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe("hooks", () => {
  test("stand around each attempt, may add headers, and never see the key", async () => {
    const { fetch, requests } = answering(
      () => errorAnswer(503),
      () => json(page),
    );
    const seen: unknown[] = [];
    const { client: sessions } = client({
      fetch,
      hooks: {
        around: async (attempt, send) => {
          const answer = await send({ traceparent: `00-${attempt.attempts}` });
          seen.push(attempt);
          return answer;
        },
      },
    });
    await sessions.listLiveSessions(entity, { pageToken: "x" });
    expect(requests.map(({ headers }) => headers.get("traceparent"))).toEqual(["00-1", "00-2"]);
    expect(seen).toEqual([
      {
        url: `https://video.example.com/v1/live_entities/${entity}/live_sessions?page_token=x`,
        attempts: 2,
        pageToken: "x",
      },
    ]);
  });

  test("cannot replace the key", async () => {
    const { fetch, requests } = answering(() => json(page));
    const { client: sessions } = client({ fetch, hooks: { around: (_, send) => send({ Authorization: "other" }) } });
    await sessions.listLiveSessions(entity);
    expect(requests[0]?.headers.get("authorization")).toBe(key);
  });
});

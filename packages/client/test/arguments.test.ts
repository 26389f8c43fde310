import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, forEachEntity, type LiveSessionsClientOptions, toArray } from "../src/index.ts";
import { answering, entity, json, key } from "./support/answers.ts";

function setUp(options: Partial<LiveSessionsClientOptions> = {}) {
  const { fetch, requests } = answering(() => json({ data: [] }));
  const base = { baseUrl: "https://video.example.com", authorization: key, fetch };
  return { requests, client: createLiveSessionsClient({ ...base, ...options }) };
}

/** As a caller in JavaScript would. */
const anything = (value: unknown) => value as never;

describe("an id", () => {
  test.each([
    [undefined, "got undefined"],
    [null, "got null"],
    [{}, "got {}"],
    [7, "got 7"],
    [["a"], 'got ["a"]'],
    ["", 'got ""'],
    [" ", 'got " "'],
    ["..", 'got ".."'],
    ["a\ud800", String.raw`got "a\ud800"`],
  ])("%j never reaches the network, by whichever call", async (id, said) => {
    const { client, requests } = setUp();
    const calls = [
      () => client.listLiveSessions(anything(id)),
      () => client.liveSessions(anything(id)).next(),
      () => client.liveSessionPages(anything(id)).next(),
      () => client.watchLiveSessions(anything(id)).next(),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toThrow(RangeError);
      await expect(call()).rejects.toThrow(`id must be a live entity's, ${said}`);
    }
    expect(requests).toEqual([]);
  });
});

describe("an option of a call", () => {
  test.each([
    [{ pageSize: 500 }, "pageSize must be an integer from 1 to 100, got 500"],
    [{ pageSize: "20" }, 'pageSize must be an integer from 1 to 100, got "20"'],
    [{ pageSize: Number.NaN }, "pageSize must be an integer from 1 to 100, got NaN"],
    [{ pageToken: 7 }, "pageToken must be a page's, got 7"],
    [{ pageToken: "\udc00" }, String.raw`pageToken must be a page's, got "\udc00"`],
    [{ limit: -1 }, "limit must be an integer of 0 or more, got -1"],
    [{ maxPages: 1.5 }, "maxPages must be an integer of 0 or more, got 1.5"],
    [{ since: "yesterday" }, 'since must be a Date, or a time such as "2026-01-31T00:00:00Z", got "yesterday"'],
    [{ until: "2026-01-31T00:00:00" }, 'got "2026-01-31T00:00:00"'],
    [{ since: new Date(Number.NaN) }, "since must be a Date"],
  ])("out of bounds has a sentence of its own: %j", async (options, said) => {
    const { client, requests } = setUp();
    const failure = client.liveSessions(entity, anything(options)).next();
    await expect(failure).rejects.toThrow(RangeError);
    await expect(failure).rejects.toThrow(said);
    expect(requests).toEqual([]);
  });

  test("of a watch and of the helpers has one too", async () => {
    const { client } = setUp();
    await expect(client.watchLiveSessions(entity, { intervalMs: -5 }).next()).rejects.toThrow(
      "intervalMs must be a number of 0 or more, got -5",
    );
    await expect(client.watchLiveSessions(entity, { maxPages: 0 }).next()).rejects.toThrow(
      "maxPages must be an integer of 1 or more, got 0",
    );
    await expect(toArray(client.liveSessions(entity), { limit: -1 })).rejects.toThrow("limit must be");
    await expect(forEachEntity(client, [entity], () => 0, { concurrency: 0 })).rejects.toThrow("concurrency must be");
  });
});

describe("an option of the client", () => {
  test.each([
    [{ timeoutMs: 0 }, "timeoutMs must be a number of 1 or more, got 0"],
    [{ totalTimeoutMs: "5" }, 'totalTimeoutMs must be a number of 1 or more, got "5"'],
    [{ retry: { maxAttempts: 0 } }, "retry.maxAttempts must be an integer of 1 or more, got 0"],
    [{ retry: { maxDelayMs: -1 } }, "retry.maxDelayMs must be a number of 0 or more, got -1"],
    [{ userAgent: "a\nb" }, String.raw`userAgent must be a line of ASCII, got "a\nb"`],
    [{ baseUrl: "https:///v1" }, "baseUrl must be http(s)://host"],
    [{ baseUrl: String.raw`https:\\hunter2` }, "baseUrl must be http(s)://host"],
    [{ baseUrl: undefined }, "baseUrl must be http(s)://host"],
  ])("out of bounds has a sentence of its own: %j", (options, said) => {
    expect(() => setUp(anything(options))).toThrow(RangeError);
    expect(() => setUp(anything(options))).toThrow(said);
  });

  test.each(["Bearer hunter2", "hunter2\n", "hunter2\r\nx: y", "hunter 2", " hunter2", "", undefined, {}])(
    "authorization %j is refused with what would be right, and not repeated",
    async (authorization) => {
      const { client, requests } = setUp({ authorization: async () => anything(authorization) });
      const failure = await client.listLiveSessions(entity).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(RangeError);
      expect(String(failure)).toContain("the key goes bare, without a scheme word, blank or line break");
      expect(String(failure)).not.toContain("hunter");
      expect(requests).toEqual([]);
    },
  );
});

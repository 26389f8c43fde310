import { describe, expect, test } from "vitest";
import { createLiveSessionsClient, forEachEntity, toArray } from "../src/index.ts";
import { errorAnswer, json, key, paging, sessionsOf } from "./support/answers.ts";
import { FakeClock, turns } from "./support/fake-clock.ts";

const ids = Array.from({ length: 12 }, (_, index) => `entity-${index}`);

/** A server on which each live entity has as many sessions as its number says; `entity-3` is not there. */
function serve() {
  const state = { inFlight: 0, most: 0, requests: 0 };
  const fetch = async (request: Request): Promise<Response> => {
    state.requests++;
    state.most = Math.max(state.most, ++state.inFlight);
    await turns(2);
    state.inFlight--;
    const [, number] = /entity-(\d+)/.exec(request.url) ?? [];
    return number === "3" ? errorAnswer(404) : paging(sessionsOf(Number(number))).fetch(request);
  };
  const baseUrl = "https://video.example.com";
  return { state, client: createLiveSessionsClient({ baseUrl, authorization: key, fetch, clock: new FakeClock() }) };
}

describe("forEachEntity", () => {
  test("works on each list, so many at a time, and gives what came of each in order", async () => {
    const { client, state } = serve();
    const results = await forEachEntity(client, ids, async (sessions) => (await toArray(sessions)).length, {
      concurrency: 3,
      pageSize: 5,
    });
    expect(results.map(({ id }) => id)).toEqual(ids);
    expect(results.map((result) => (result.ok ? result.value : result.error))).toEqual([
      ...[0, 1, 2],
      expect.objectContaining({ status: 404 }),
      ...[4, 5, 6, 7, 8, 9, 10, 11],
    ]);
    expect(state.most).toBe(3);
  });

  test("works on four at a time unless told otherwise, and on none where there is none", async () => {
    const { client, state } = serve();
    await forEachEntity(client, ids, (sessions) => toArray(sessions));
    expect(state.most).toBe(4);
    expect(await forEachEntity(client, [], () => 1)).toEqual([]);
  });

  test("ends each walk with its work", async () => {
    const { client, state } = serve();
    const work = async (sessions: AsyncIterable<unknown>) => {
      for await (const _ of sessions) return;
    };
    await forEachEntity(client, ["entity-20"], (sessions) => sessions.next(), { pageSize: 5, prefetch: true });
    await forEachEntity(client, ["entity-20"], work, { pageSize: 5 });
    await turns(5);
    expect(state.requests).toBe(3);
  });

  test("begins no other after an abort, and rejects with its reason", async () => {
    const { client, state } = serve();
    const controller = new AbortController();
    const work = () => {
      controller.abort("enough");
      return 1;
    };
    const { signal } = controller;
    await expect(forEachEntity(client, ids, work, { concurrency: 2, signal })).rejects.toBe("enough");
    expect(state.requests).toBe(0);
  });

  test("takes since and until for every list", async () => {
    const fetch = async () => json({ data: sessionsOf(10) });
    const baseUrl = "https://video.example.com";
    const client = createLiveSessionsClient({ baseUrl, authorization: key, fetch });
    const options = { since: "2026-01-01T23:59:59Z" };
    const results = await forEachEntity(
      client,
      ["a", "b"],
      async (sessions) => (await toArray(sessions)).length,
      options,
    );
    expect(results.map((result) => result.ok && result.value)).toEqual([4, 4]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Checkpoint, createLiveSessionsClient, toArray, type WatchCheckpoint } from "../src/index.ts";
import { entity, key, paging, sessionsOf } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const list = sessionsOf(30);

function setUp() {
  const { fetch, requests } = paging(list);
  const baseUrl = "https://video.example.com";
  return {
    requests,
    client: createLiveSessionsClient({ baseUrl, authorization: key, fetch, clock: new FakeClock(0) }),
  };
}

const stored = (value: unknown) => JSON.parse(JSON.stringify(value));

/** A checkpoint behind so many sessions on pages of ten, as storage gives it back. */
async function checkpointAfter(count: number, id: string = entity): Promise<Checkpoint> {
  const walk = setUp().client.liveSessions(id, { pageSize: 10 });
  for (let given = 0; given < count; given++) await walk.next();
  return stored(walk.checkpoint);
}

async function watchCheckpoint(): Promise<WatchCheckpoint> {
  const { fetch } = paging(list);
  let readings = 0;
  const watch = createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    clock: new FakeClock(0),
    fetch: async (request) => {
      if (!request.url.includes("page_token") && ++readings === 2) throw new TypeError("down");
      return fetch(request);
    },
    retry: { maxAttempts: 1 },
  }).watchLiveSessions(entity);
  await expect(watch.next()).rejects.toThrow("down");
  return stored(watch.checkpoint);
}

const none: [string, unknown, string][] = [
  ["text that was not parsed", '{"seen":[]}', "parsed"],
  ["an empty object", {}, "got {}"],
  ["another object", { foo: 1 }, 'got {"foo":1}'],
  ["null", null, "got null"],
  ["a number", 7, "got 7"],
  ["a list", [], "got []"],
  ["what refers to itself", Object.assign(Object.create(null), { self: globalThis }), "got object"],
];

describe("what is not a checkpoint", () => {
  test.each(none)("never begins a walk: %s", async (_, resumeFrom, said) => {
    const { client, requests } = setUp();
    const walk = client.liveSessions(entity, { resumeFrom: resumeFrom as Checkpoint });
    for (const call of [() => walk.next(), () => walk.next(), () => toArray(walk)]) {
      await expect(call()).rejects.toThrow(RangeError);
      await expect(call()).rejects.toThrow(said);
    }
    expect(() => walk.checkpoint).toThrow(RangeError);
    expect(requests).toEqual([]);
  });

  test.each(none)("never begins a watch: %s", async (_, resumeFrom, said) => {
    const { client, requests } = setUp();
    const watch = client.watchLiveSessions(entity, { resumeFrom: resumeFrom as WatchCheckpoint });
    await expect(watch.next()).rejects.toThrow(RangeError);
    await expect(watch.next()).rejects.toThrow(said);
    expect(watch.checkpoint).toBe(resumeFrom);
    expect(requests).toEqual([]);
  });

  test("is one of another live entity, of another version, and of a watch", async () => {
    const walked = await checkpointAfter(12);
    const cases: [unknown, string][] = [
      [await checkpointAfter(12, "other"), `must be of the live entity "${entity}", got "other"`],
      [{ ...walked, format: "live-sessions-walk/2" }, 'got {"format":"live-sessions-walk/2"'],
      [await watchCheckpoint(), 'got {"format":"live-sessions-watch/1"'],
    ];
    for (const [resumeFrom, said] of cases) {
      const { client, requests } = setUp();
      const walk = client.liveSessions(entity, { resumeFrom: resumeFrom as Checkpoint });
      await expect(walk.next()).rejects.toThrow(said);
      expect(requests).toEqual([]);
    }
    const { client } = setUp();
    const watch = client.watchLiveSessions(entity, { resumeFrom: walked as never });
    await expect(watch.next()).rejects.toThrow('"live-sessions-watch/1"');
  });

  test("is one whose members were renamed, cut or changed on the way", async () => {
    const { pageToken, ...rest } = await checkpointAfter(12);
    const changed = [
      rest,
      { ...rest, page_token: pageToken },
      { ...rest, pageToken, seen: [] },
      { ...rest, pageToken: "" },
    ];
    for (const resumeFrom of changed) {
      const { client, requests } = setUp();
      await expect(client.liveSessions(entity, { resumeFrom }).next()).rejects.toThrow("as it was taken");
      expect(requests).toEqual([]);
    }
  });
});

describe("a checkpoint", () => {
  test("of a watch goes on though storage gives its members in another order", async () => {
    const { sessions, ...rest } = await watchCheckpoint();
    const reversed = Object.fromEntries(Object.entries(sessions).reverse());
    const resumeFrom = { sessions: reversed, ...Object.fromEntries(Object.entries(rest).reverse()) };
    const changed = [...list];
    const { fetch } = paging(changed);
    changed.unshift({ ...list[0], id: "fresh" } as (typeof list)[number]);
    const client = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: key, fetch });
    const watch = client.watchLiveSessions(entity, { resumeFrom: resumeFrom as unknown as WatchCheckpoint });
    expect((await watch.next()).value).toMatchObject({ type: "new", session: { id: "fresh" } });
  });
});

/** What a resumed walk gives, or the error that it rejects with. */
async function resumed(resumeFrom: unknown): Promise<{ ids: string[]; error: unknown; requests: number }> {
  const { client, requests } = setUp();
  const ids: string[] = [];
  try {
    for await (const { id } of client.liveSessions(entity, { resumeFrom: resumeFrom as Checkpoint, pageSize: 10 })) {
      ids.push(id);
    }
    return { ids, error: undefined, requests: requests.length };
  } catch (error) {
    return { ids, error, requests: requests.length };
  }
}

test("whatever JSON comes as a checkpoint, nothing is sent for it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const { error, requests } = await resumed(value);
      expect(error).toBeInstanceOf(RangeError);
      expect(requests).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test("whatever became of a checkpoint on its way, nothing that was read is read again", async () => {
  const damage = fc.oneof(
    fc.record({ kind: fc.constant("drop" as const), member: fc.nat(9) }),
    fc.record({ kind: fc.constant("set" as const), member: fc.nat(9), value: fc.jsonValue() }),
    fc.record({ kind: fc.constant("rename" as const), member: fc.nat(9), name: fc.string() }),
    fc.record({ kind: fc.constant("cut" as const), length: fc.nat(300) }),
    fc.record({ kind: fc.constant("shorten" as const), length: fc.nat(12) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 29 }), damage, async (count, what) => {
      const checkpoint: Record<string, unknown> = { ...(await checkpointAfter(count)) };
      const name = Object.keys(checkpoint)["member" in what ? what.member % Object.keys(checkpoint).length : 0] ?? "";
      let value: unknown = checkpoint;
      if (what.kind === "cut") value = JSON.stringify(checkpoint).slice(0, what.length);
      if (what.kind === "set") checkpoint[name] = what.value;
      if (what.kind === "shorten") checkpoint["seen"] = (checkpoint["seen"] as string[]).slice(0, what.length);
      if (what.kind === "rename") value = { ...checkpoint, [what.name]: checkpoint[name], [name]: undefined };
      if (what.kind === "drop") delete checkpoint[name];
      const { ids, error } = await resumed(stored(value));
      // Unharmed, it goes on; else nothing is given at all.
      expect(ids).toEqual(error ? [] : list.slice(count).map(({ id }) => id));
      if (error) expect(error).toBeInstanceOf(RangeError);
    }),
    { numRuns: 300 },
  );
});

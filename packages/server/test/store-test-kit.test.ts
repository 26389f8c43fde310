import { expect, it } from "vitest";
import type { JoinedSessions, LiveSessionStore, RangeRequest, SessionRange } from "../src/index.ts";
import { type MemoryRange, MemoryStore } from "../src/memory-store.ts";
import { registerStoreTests } from "../src/store-test-kit.ts";

type Wrong = (store: MemoryStore) => Partial<LiveSessionStore<string>>;
type Change = (range: MemoryRange, request: RangeRequest) => SessionRange;

const changed =
  (change: Change): Wrong =>
  (store) => ({
    pageAfter: async (account, request) => {
      const range = await store.pageAfter(account, request);
      return range && change(range, request);
    },
  });

const createdBefore = ({ sessions, ...state }: MemoryRange, { after }: RangeRequest): MemoryRange => ({
  ...state,
  sessions: sessions.filter(({ created_at }) => !after || Date.parse(created_at) / 1000 < after.createdAt),
});

function joinedOf(sessions: MemoryRange["sessions"]): JoinedSessions {
  return { text: sessions.map((session) => JSON.stringify(session)).join(",\n"), count: sessions.length };
}

const WRONG_STORES: Readonly<Record<string, Wrong>> = {
  "drops ties at a boundary": changed(createdBefore),
  "ignores the position": (store) => ({
    pageAfter: (account, range) => store.pageAfter(account, { ...range, after: undefined }),
  }),
  "ignores the limit": (store) => ({
    pageAfter: (account, range) => store.pageAfter(account, { ...range, limit: 1_000 }),
  }),
  "reads oldest first": changed(({ sessions, ...state }) => ({ ...state, sessions: sessions.toReversed() })),
  "counts durations in whole seconds": changed(({ sessions, ...state }) => ({
    ...state,
    sessions: sessions.map((session) =>
      session.duration ? { ...session, duration: Math.floor(session.duration) } : session,
    ),
  })),
  "counts one too many in its text": changed(({ sessions, version }) => {
    const joined = joinedOf(sessions);
    return { version, sessions: { ...joined, count: joined.count + 1 } };
  }),
  "drops ties at a boundary in its text": changed((range, request) => {
    const { version, sessions } = createdBefore(range, request);
    return { version, sessions: joinedOf(sessions) };
  }),
  "has one version for ever": (store) => ({
    findEntity: async (account, id) => (await store.findEntity(account, id)) && { version: "1" },
    pageAfter: async (account, range) => {
      const read = await store.pageAfter(account, range);
      return read && { ...read, version: "1" };
    },
  }),
  "lets every account in": (store) => ({
    findEntity: (_, id) => store.findEntity("owner", id),
    pageAfter: (_, range) => store.pageAfter("owner", range),
  }),
  "does not know an empty entity": (store) => ({
    pageAfter: async (account, range) => {
      const read = await store.pageAfter(account, range);
      return range.after === undefined && read?.sessions.length === 0 ? undefined : read;
    },
  }),
};

async function failures(wrong: Wrong): Promise<number> {
  const cases: (() => Promise<void>)[] = [];
  const open = (): Parameters<typeof registerStoreTests<string>>[0] extends () => infer T ? T : never => {
    const store = new MemoryStore();
    const { findEntity = store.findEntity, pageAfter = store.pageAfter } = wrong(store);
    return {
      store: { findEntity: findEntity.bind(store), pageAfter: pageAfter.bind(store) },
      owner: "owner",
      stranger: "stranger",
      addEntity: (account) => {
        const id = crypto.randomUUID();
        store.addEntity({ id, account });
        return id;
      },
      putSession: (session) => store.putSession(session),
      deleteSession: (entityId, sessionId) => store.deleteSession(entityId, sessionId),
    };
  };
  registerStoreTests(open, { describe: (_, body) => body(), it: (_, body) => cases.push(body) });
  const outcomes = await Promise.allSettled(cases.map((run) => run()));
  return outcomes.filter(({ status }) => status === "rejected").length;
}

it.each(Object.entries(WRONG_STORES))("the kit fails a store that %s", async (_, wrong) => {
  expect(await failures(wrong)).toBeGreaterThan(0);
});

it("the kit fails nothing of a store that is right", async () => {
  expect(await failures(() => ({}))).toBe(0);
});

it("the kit fails nothing of a store that is right and joins its sessions", async () => {
  expect(await failures(changed(({ version, sessions }) => ({ version, sessions: joinedOf(sessions) })))).toBe(0);
});

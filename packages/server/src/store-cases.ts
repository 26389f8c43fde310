import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { MAX_PAGE_SIZE, type ServedLiveSession } from "@live-sessions/contract";
import { formatInstant } from "./instant.ts";
import type { KeysetPosition } from "./keyset-position.ts";
import type { SessionRange } from "./live-session-store.ts";
import type { StoreUnderTest } from "./store-under-test.ts";

type StoreCase = <Account>(subject: StoreUnderTest<Account>) => Promise<void>;

// 1 May 2024, 12:00 UTC, in epoch seconds.
const NOON = 1_714_564_800;

// One more than a page has, which tells whether another follows.
const MAX_LIMIT = MAX_PAGE_SIZE + 1;

/** Each sentence that a store has to keep, with the code that tries it. */
export const STORE_CASES: Readonly<Record<string, StoreCase>> = {
  "reads sessions newest first, and those of one second by id descending": async (subject) => {
    const { entityId, newestFirst } = await withTies(subject);
    deepEqual(await read(subject, entityId), newestFirst);
  },

  "reads, from any position on, exactly the sessions after it": async (subject) => {
    const { entityId, newestFirst } = await withTies(subject);
    for (const [index, session] of newestFirst.entries()) {
      deepEqual(await read(subject, entityId, positionOf(session)), newestFirst.slice(index + 1));
    }
  },

  "reads every session exactly once at any limit": async (subject) => {
    const { entityId, newestFirst } = await withTies(subject);
    for (const limit of [2, 3, 5, MAX_LIMIT]) deepEqual(await walk(subject, entityId, limit), newestFirst);
  },

  "goes on from a position whose session is deleted, or never was": async (subject) => {
    const { entityId, newestFirst } = await withTies(subject);
    const [anchor] = newestFirst.slice(4, 5);
    ok(anchor);
    await subject.deleteSession(entityId, anchor.id);
    deepEqual(await read(subject, entityId, positionOf(anchor)), newestFirst.slice(5));
    const rest = [...newestFirst.slice(0, 4), ...newestFirst.slice(5)];
    deepEqual(await read(subject, entityId, { createdAt: 253_402_300_799, sessionId: "~" }), rest);
    deepEqual(await read(subject, entityId, { createdAt: -62_167_219_200, sessionId: " " }), []);
  },

  "gives back every value as it was put, and no duration for a session in progress": async (subject) => {
    const entityId = await subject.addEntity(subject.owner);
    const ended = { ...sessionAt(entityId, 2, NOON), duration: 86_399.999, stream_key: `live_"'\\;--%_é漢😀` };
    const inProgress = sessionAt(entityId, 1, NOON);
    for (const session of [inProgress, ended]) await subject.putSession(session);
    deepEqual(await read(subject, entityId), [ended, inProgress]);
  },

  "leaves a session in its place when it changes": async (subject) => {
    const { entityId, newestFirst } = await withTies(subject);
    const [session] = newestFirst.slice(3, 4);
    ok(session);
    const changed = { ...session, duration: 0.001, updated_at: formatInstant(NOON + 9_999) };
    await subject.putSession(changed);
    deepEqual(await read(subject, entityId), newestFirst.with(3, changed));
  },

  "has an entity without sessions": async (subject) => {
    const entityId = await subject.addEntity(subject.owner);
    deepEqual(await read(subject, entityId), []);
    ok(await subject.store.findEntity(subject.owner, entityId));
  },

  "never mixes entities": async (subject) => {
    const one = await withTies(subject);
    const other = await withTies(subject);
    deepEqual(await read(subject, one.entityId), one.newestFirst);
    deepEqual(await read(subject, other.entityId), other.newestFirst);
  },

  "knows another account's entity as little as an unknown one": async (subject) => {
    const { entityId } = await withTies(subject);
    const range = { after: undefined, limit: 2 };
    equal(await subject.store.findEntity(subject.stranger, entityId), undefined);
    equal(await subject.store.pageAfter(subject.stranger, { entityId, ...range }), undefined);
    for (const unknown of ["ffffffff-ffff-4fff-8fff-ffffffffffff", "' or 1=1 --", "é漢😀", "a".repeat(255)]) {
      equal(await subject.store.findEntity(subject.owner, unknown), undefined);
      equal(await subject.store.pageAfter(subject.owner, { entityId: unknown, ...range }), undefined);
    }
  },

  "keeps the version while nothing changes, and tells the same one in both functions": async (subject) => {
    const { entityId } = await withTies(subject);
    deepEqual(await versionsOf(subject, entityId), await versionsOf(subject, entityId));
    const [found, read] = await versionsOf(subject, entityId);
    equal(found, read);
  },

  "has a new version after each change, and none twice": async (subject) => {
    const entityId = await subject.addEntity(subject.owner);
    const [before] = await versionsOf(subject, entityId);
    if (before === undefined) return; // a store without versions: no ETag, nothing to keep
    const session = sessionAt(entityId, 1, NOON);
    const versions = [before];
    const note = async (): Promise<void> => void versions.push(String((await versionsOf(subject, entityId))[0]));
    await subject.putSession(session);
    await note();
    await subject.putSession({ ...session, duration: 5 });
    await note();
    await subject.deleteSession(entityId, session.id);
    await note();
    await subject.putSession(session);
    await note();
    equal(new Set(versions).size, versions.length, `versions came back: ${versions.join(", ")}`);
    for (const version of versions) notEqual(version, "");
  },

  "reads sessions and version in one snapshot while others write": async (subject) => {
    const { entityId } = await withTies(subject);
    const seen = new Map<string, string>();
    const write = async (): Promise<void> => {
      for (let n = 100; n < 130; n += 1) await subject.putSession(sessionAt(entityId, n, NOON + n));
    };
    const readMany = async (): Promise<void> => {
      for (let n = 0; n < 60; n += 1) noteVersion(seen, await rangeOf(subject, entityId, undefined, MAX_LIMIT));
    };
    await Promise.all([write(), readMany(), readMany()]);
  },
};

async function withTies<Account>(
  subject: StoreUnderTest<Account>,
): Promise<{ entityId: string; newestFirst: ServedLiveSession[] }> {
  const entityId = await subject.addEntity(subject.owner);
  // Three to a second, put in an order that is nobody's.
  const sessions = Array.from({ length: 11 }, (_, n) => sessionAt(entityId, (n * 7) % 11, NOON - Math.floor(n / 3)));
  for (const session of sessions) await subject.putSession(session);
  const key = ({ created_at, id }: ServedLiveSession): string => `${created_at} ${id}`;
  return { entityId, newestFirst: sessions.toSorted((a, b) => (key(a) < key(b) ? 1 : -1)) };
}

function sessionAt(entityId: string, n: number, createdAt: number): ServedLiveSession {
  const id = `${entityId.slice(0, 24)}${String(n).padStart(12, "0")}`;
  const at = formatInstant(createdAt);
  return { id, entity_id: entityId, stream_key: "live_EXAMPLEKEY01", created_at: at, updated_at: at };
}

async function walk<Account>(
  subject: StoreUnderTest<Account>,
  entityId: string,
  limit: number,
): Promise<ServedLiveSession[]> {
  const walked: ServedLiveSession[] = [];
  for (;;) {
    const last = walked.at(-1);
    const range = await rangeOf(subject, entityId, last && positionOf(last), limit);
    walked.push(...range.sessions);
    if (range.sessions.length < limit) return walked;
    // A store that ignores the position would go on for ever.
    ok(walked.length < 1_000, "the walk does not end");
  }
}

async function read<Account>(
  subject: StoreUnderTest<Account>,
  entityId: string,
  after?: KeysetPosition,
): Promise<ServedLiveSession[]> {
  return (await rangeOf(subject, entityId, after, MAX_LIMIT)).sessions;
}

async function rangeOf<Account>(
  { store, owner }: StoreUnderTest<Account>,
  entityId: string,
  after: KeysetPosition | undefined,
  limit: number,
): Promise<{ version: string | undefined; sessions: ServedLiveSession[] }> {
  const range = await store.pageAfter(owner, { entityId, after, limit });
  ok(range, "the entity is not there");
  const sessions = valuesOf(range.sessions);
  ok(sessions.length <= limit, `${sessions.length} sessions for a limit of ${limit}`);
  return { version: range.version, sessions };
}

function valuesOf(sessions: SessionRange["sessions"]): ServedLiveSession[] {
  if (!("text" in sessions)) {
    return sessions.map((session) =>
      typeof session === "string" ? (JSON.parse(session) as ServedLiveSession) : session,
    );
  }
  const { text, count } = sessions;
  const texts = text === "" ? [] : text.split(",\n");
  equal(texts.length, count, `${texts.length} sessions in a text that should have ${count}`);
  return texts.map((session) => JSON.parse(session) as ServedLiveSession);
}

async function versionsOf<Account>(
  subject: StoreUnderTest<Account>,
  entityId: string,
): Promise<readonly [found: string | undefined, read: string | undefined]> {
  const found = await subject.store.findEntity(subject.owner, entityId);
  return [found?.version, (await rangeOf(subject, entityId, undefined, 2)).version];
}

function noteVersion(seen: Map<string, string>, range: { version: string | undefined; sessions: unknown }): void {
  if (range.version === undefined) return;
  const body = JSON.stringify(range.sessions);
  equal(seen.get(range.version) ?? body, body, `version ${range.version} stood for two lists`);
  seen.set(range.version, body);
}

function positionOf({ created_at, id }: ServedLiveSession): KeysetPosition {
  return { createdAt: Date.parse(created_at) / 1000, sessionId: id };
}

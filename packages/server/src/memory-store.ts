import type { ServedLiveSession } from "@live-sessions/contract";
import type { EntityState, LiveSessionStore, RangeRequest } from "./live-session-store.ts";

/** A live entity that a memory store holds. */
export interface MemoryEntity {
  readonly id: string;
  /** The account that may list it; compared with `===` to what `authenticate` returns. */
  readonly account: string;
  readonly sessions?: readonly ServedLiveSession[];
}

/** What a memory store reads. */
export interface MemoryRange extends EntityState {
  readonly version: string;
  readonly sessions: readonly ServedLiveSession[];
}

/** How a memory store may be made to fail. */
export type Fault =
  /** Throws, as a database does that is gone. */
  | "throws"
  /** Rejects later, as a query does that is cancelled. */
  | "rejects";

interface StoredEntity {
  readonly account: string;
  /** Newest first, ties by id descending. */
  sessions: ServedLiveSession[];
  version: string;
}

/**
 * A store in memory, for tests and small mocks, with switches that make it fail. Give UUIDs in lower case.
 *
 * Each change copies the entity's list: it is made for thousands of sessions, not for millions.
 */
export class MemoryStore implements LiveSessionStore<string> {
  readonly #entities = new Map<string, StoredEntity>();
  readonly #faults: Fault[] = [];

  /** Adds an entity, or replaces the one of that id. */
  addEntity({ id, account, sessions = [] }: MemoryEntity): void {
    this.#entities.set(id, { account, sessions: sessions.toSorted(newestFirst), version: crypto.randomUUID() });
  }

  /** Removes an entity and its sessions. @returns false when there was none */
  deleteEntity(id: string): boolean {
    return this.#entities.delete(id);
  }

  /** Adds a session to the entity that its `entity_id` names, or replaces the one of its id. @returns false when there is no such entity */
  putSession(session: ServedLiveSession): boolean {
    return this.#change(session.entity_id, (sessions) => [...without(sessions, session.id), session]);
  }

  /** Removes a session. @returns false when there is no such entity or session */
  deleteSession(entityId: string, sessionId: string): boolean {
    const isThere = this.#entities.get(entityId)?.sessions.some(({ id }) => id === sessionId) ?? false;
    return isThere && this.#change(entityId, (sessions) => without(sessions, sessionId));
  }

  /** Makes the next `times` calls of the store fail, whatever they ask. */
  failNext(fault: Fault, times = 1): void {
    this.#faults.push(...Array.from({ length: times }, () => fault));
  }

  /** See {@link LiveSessionStore.findEntity}. */
  findEntity(account: string, entityId: string): EntityState | undefined | Promise<never> {
    return this.#faulty(() => this.#find(account, entityId));
  }

  /** See {@link LiveSessionStore.pageAfter}. */
  pageAfter(account: string, range: RangeRequest): MemoryRange | undefined | Promise<never> {
    return this.#faulty(() => {
      const entity = this.#find(account, range.entityId);
      return entity && { version: entity.version, sessions: rangeOf(entity.sessions, range) };
    });
  }

  #find(account: string, entityId: string): StoredEntity | undefined {
    const entity = this.#entities.get(entityId);
    return entity?.account === account ? entity : undefined;
  }

  #change(entityId: string, change: (sessions: ServedLiveSession[]) => ServedLiveSession[]): boolean {
    const entity = this.#entities.get(entityId);
    if (!entity) return false;
    entity.sessions = change(entity.sessions).toSorted(newestFirst);
    entity.version = crypto.randomUUID();
    return true;
  }

  #faulty<T>(read: () => T): T | Promise<never> {
    const fault = this.#faults.shift();
    if (fault === "rejects") return Promise.reject(new Error("The memory store was told to reject."));
    if (fault === "throws") throw new Error("The memory store was told to throw.");
    return read();
  }
}

function rangeOf(sessions: readonly ServedLiveSession[], { after, limit }: RangeRequest): ServedLiveSession[] {
  if (!after) return sessions.slice(0, limit);
  return sessions.filter((session) => compare(epochSeconds(session), session.id, after) < 0).slice(0, limit);
}

function newestFirst(a: ServedLiveSession, b: ServedLiveSession): number {
  return -compare(epochSeconds(a), a.id, { createdAt: epochSeconds(b), sessionId: b.id });
}

function compare(createdAt: number, id: string, other: { createdAt: number; sessionId: string }): number {
  if (createdAt !== other.createdAt) return createdAt - other.createdAt;
  if (id === other.sessionId) return 0;
  return id < other.sessionId ? -1 : 1;
}

function epochSeconds({ created_at }: ServedLiveSession): number {
  return Math.floor(Date.parse(created_at) / 1000);
}

function without(sessions: readonly ServedLiveSession[], sessionId: string): ServedLiveSession[] {
  return sessions.filter(({ id }) => id !== sessionId);
}

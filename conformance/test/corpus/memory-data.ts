import { createHash } from "node:crypto";
import type { Backend, NewSession, SessionChange, SessionRecord } from "./backend.ts";

/** A session with its place in the order of insertion. */
export interface StoredSession extends SessionRecord {
  /** Grows by one with each insertion into the whole store. */
  readonly serial: number;
}

/** An account and its key. */
export interface Account {
  readonly id: string;
  readonly authorization: string;
}

/** A live entity with its sessions, in the order of insertion. */
export interface Entity {
  readonly id: string;
  readonly accountId: string;
  readonly streamKey: string;
  readonly sessions: StoredSession[];
  /** Sessions that have been deleted, for faults that still see them. */
  readonly deleted: StoredSession[];
  /** Grows with each change of the entity's sessions. */
  version: number;
  /** How many of the next list requests meet a fault. */
  plannedFaults: number;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A UUID that is a function of `text`: runs repeat, and the order of ids has nothing to do with the order of creation. */
export function uuidOf(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The data of the in-memory servers: shared by every instance of a deployment. */
export class MemoryData implements Backend {
  readonly accounts: Map<string, Account> = new Map();
  readonly entities: Map<string, Entity> = new Map();
  /** What a mutant or a lawful server keeps for all its instances. */
  readonly shared: Map<string, unknown> = new Map();
  serial = 0;

  /** A fresh id; overridden where ids have another form. */
  newId(kind: string): string {
    this.serial += 1;
    return uuidOf(`${kind} ${this.serial}`);
  }

  createAccount(): Account {
    const id = this.newId("account");
    const hex = digest(`key of ${id}`);
    const account = { id, authorization: `uap-${hex.slice(0, 32)}-${hex.slice(32, 40)}` };
    this.accounts.set(id, account);
    return account;
  }

  createEntity(accountId: string): string {
    const id = this.newId("entity");
    const streamKey = `live_${digest(id).slice(0, 10)}`;
    this.entities.set(id, { id, accountId, streamKey, sessions: [], deleted: [], version: 0, plannedFaults: 0 });
    return id;
  }

  insert(entityId: string, session: NewSession): StoredSession | undefined {
    const entity = this.entities.get(entityId);
    if (entity === undefined) return undefined;
    const id = this.newId("session");
    const streamKey = session.streamKey ?? entity.streamKey;
    const stored = { ...session, id, entityId, streamKey, serial: this.serial };
    entity.sessions.push(stored);
    entity.version += 1;
    return stored;
  }

  update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
    const entity = this.entities.get(entityId);
    const index = entity?.sessions.findIndex((session) => session.id === sessionId) ?? -1;
    const before = entity?.sessions[index];
    if (entity === undefined || before === undefined) return undefined;
    // A session may lie in the future of the clock; it is never updated before it was created.
    const updatedAt = Math.max(change.updatedAt, before.createdAt);
    const after = { ...before, ...change, updatedAt };
    entity.sessions[index] = after;
    entity.version += 1;
    return after;
  }

  remove(entityId: string, sessionId: string): boolean {
    const entity = this.entities.get(entityId);
    const index = entity?.sessions.findIndex((session) => session.id === sessionId) ?? -1;
    if (entity === undefined || index < 0) return false;
    entity.deleted.push(...entity.sessions.splice(index, 1));
    entity.version += 1;
    return true;
  }

  dropAccount(accountId: string): void {
    this.accounts.delete(accountId);
    for (const entity of this.entities.values()) {
      if (entity.accountId === accountId) this.entities.delete(entity.id);
    }
  }

  planFaults(entityId: string, requests: number): boolean {
    const entity = this.entities.get(entityId);
    if (entity === undefined) return false;
    entity.plannedFaults += requests;
    return true;
  }
}

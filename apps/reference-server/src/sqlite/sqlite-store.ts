import type { EntityState, JoinedSessions, LiveSessionStore, RangeRequest, SessionRange } from "@live-sessions/server";
import { InjectedFault } from "../injected-fault.ts";
import type { FoundEntity, SessionReader } from "./session-reader.ts";

/** A page with the state of its entity at that moment. */
export type FoundRange = FoundEntity & { readonly sessions: JoinedSessions };

/** Reads sessions from SQLite; accounts are ids. */
export class SqliteStore implements LiveSessionStore<string> {
  protected readonly reader: SessionReader;

  constructor(reader: SessionReader) {
    this.reader = reader;
  }

  /** See {@link LiveSessionStore.findEntity}. */
  findEntity(account: string, entityId: string): EntityState | undefined {
    return this.reader.entity(account, entityId);
  }

  /** See {@link LiveSessionStore.pageAfter}. @throws {InjectedFault} when one was asked for */
  pageAfter(account: string, range: RangeRequest): SessionRange | undefined {
    const found = this.read(account, range);
    // After the read transaction, which could not become a write once another process has written.
    if (found && found.faults > 0 && this.reader.useFault(range.entityId)) throw new InjectedFault();
    return found;
  }

  /** One snapshot, so the version is that of these very sessions. */
  protected read(account: string, range: RangeRequest): FoundRange | undefined {
    return this.reader.inSnapshot(() => {
      const entity = this.reader.entity(account, range.entityId);
      return entity && { ...entity, sessions: this.reader.sessions(range, entity) };
    });
  }
}

import type { EntityState, RangeRequest } from "@live-sessions/server";
import type { DatabaseState } from "../session-database.ts";
import type { FoundEntity, SessionReader } from "../sqlite/session-reader.ts";
import { type FoundRange, SqliteStore } from "../sqlite/sqlite-store.ts";
import { KeptWhileUnchanged } from "./kept-while-unchanged.ts";

const MAX_KEPT_ENTITIES = 1_000;

/** Does not look an entity up again before something in the database has changed; a page of it then needs no transaction. */
export class RememberingStore extends SqliteStore {
  readonly #state: DatabaseState;
  readonly #entities: KeptWhileUnchanged<FoundEntity>;

  /** @param state of the reader's database */
  constructor(reader: SessionReader, state: DatabaseState) {
    super(reader);
    this.#state = state;
    this.#entities = new KeptWhileUnchanged(state, MAX_KEPT_ENTITIES);
  }

  override findEntity(account: string, entityId: string): EntityState | undefined {
    const now = this.#state.look();
    return this.#entities.get(keyOf(account, entityId), now) ?? this.#readEntity(account, entityId, now);
  }

  protected override read(account: string, range: RangeRequest): FoundRange | undefined {
    return this.#readUnchanged(account, range) ?? this.#readSnapshot(account, range);
  }

  // What was known before the read, and still holds after it, is one snapshot with it.
  #readUnchanged(account: string, range: RangeRequest): FoundRange | undefined {
    const now = this.#state.seen;
    const entity = this.#entities.get(keyOf(account, range.entityId), now);
    if (!entity) return undefined;
    try {
      const sessions = this.reader.sessions(range, entity);
      return this.#state.look() === now ? { ...entity, sessions } : undefined;
    } catch (error) {
      // Of two snapshots, an entity and its sessions need not fit each other.
      if (this.#state.look() === now) throw error;
      return undefined;
    }
  }

  #readSnapshot(account: string, range: RangeRequest): FoundRange | undefined {
    const now = this.#state.look();
    return this.reader.inSnapshot(() => {
      const entity = this.#readEntity(account, range.entityId, now);
      return entity && { ...entity, sessions: this.reader.sessions(range, entity) };
    });
  }

  #readEntity(account: string, entityId: string, now: number): FoundEntity | undefined {
    const entity = this.reader.entity(account, entityId);
    if (entity) this.#entities.keep(keyOf(account, entityId), entity, now);
    return entity;
  }
}

// Ids hold no control characters, so this joins them without ambiguity.
function keyOf(account: string, entityId: string): string {
  return `${account}\n${entityId}`;
}

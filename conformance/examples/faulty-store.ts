import type { EntityState, LiveSessionStore, MaybePromise, RangeRequest, SessionRange } from "@live-sessions/server";

/** A store whose reads fail when that was asked for, so that the suite sees what an internal fault looks like. */
export class FaultyStore implements LiveSessionStore<string> {
  readonly #store: LiveSessionStore<string>;
  readonly #faults = new Map<string, number>();

  constructor(store: LiveSessionStore<string>) {
    this.#store = store;
  }

  /** Makes an entity one that faults can be planned for. */
  know(entityId: string): void {
    this.#faults.set(entityId, 0);
  }

  /** The next `requests` lists of the entity fail. @returns false when there is no such entity */
  plan(entityId: string, requests: number): boolean {
    if (!this.#faults.has(entityId)) return false;
    this.#faults.set(entityId, requests);
    return true;
  }

  /** See {@link LiveSessionStore.findEntity}. */
  findEntity(account: string, entityId: string): MaybePromise<EntityState | undefined> {
    return this.#store.findEntity(account, entityId);
  }

  /** See {@link LiveSessionStore.pageAfter}; what would have been found is not when a fault was planned. */
  async pageAfter(account: string, range: RangeRequest): Promise<SessionRange | undefined> {
    const found = await this.#store.pageAfter(account, range);
    const faults = this.#faults.get(range.entityId) ?? 0;
    if (!found || faults === 0) return found;
    this.#faults.set(range.entityId, faults - 1);
    throw new Error("The suite asked for this fault.");
  }
}

import type { ServedLiveSession } from "@live-sessions/contract";
import { createLiveSessionsHandler, type LiveSessionsHandler, type PlainRequest } from "../src/index.ts";
import { MemoryStore } from "../src/memory-store.ts";

export const KEY = "uap-00000000000000000000000000000000-00000000";
const STRANGERS_KEY = "uap-11111111111111111111111111111111-11111111";
export const ENTITY = "5f0d3c1e-9a48-4a7e-8b0a-2f6d1c3e7a90";
export const EMPTY_ENTITY = "0c6e1d2b-38a4-4f57-9e1c-7b5a9d304f62";
export const STRANGERS_ENTITY = "a81b9e57-4d2c-4e90-b3f6-1c7d5e0a8f24";
export const UNKNOWN_ENTITY = "ffffffff-ffff-4fff-8fff-ffffffffffff";
export const EPOCH: number = Date.UTC(2024, 4, 1) / 1000;

/** `count` sessions, three to a second, so that ties are everywhere. */
export function sessionsOf(entityId: string, count: number): ServedLiveSession[] {
  return Array.from({ length: count }, (_, n) => {
    const created_at = new Date((EPOCH + Math.floor(n / 3)) * 1000).toISOString().replace(".000", "");
    const id = `00000000-0000-4000-8000-${String(n * 7_919).padStart(12, "0")}`;
    return {
      id,
      entity_id: entityId,
      stream_key: "live_EXAMPLEKEY01",
      duration: 12.5,
      created_at,
      updated_at: created_at,
    };
  });
}

/** A memory store with the owner's populated and empty entity, and a stranger's. */
export function populatedStore(count = 25): MemoryStore {
  const store = new MemoryStore();
  store.addEntity({ id: ENTITY, account: "owner", sessions: sessionsOf(ENTITY, count) });
  store.addEntity({ id: EMPTY_ENTITY, account: "owner" });
  store.addEntity({ id: STRANGERS_ENTITY, account: "stranger", sessions: sessionsOf(STRANGERS_ENTITY, 5) });
  return store;
}

const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  [KEY, "owner"],
  [STRANGERS_KEY, "stranger"],
]);

export function authenticate(authorization: string): string | undefined {
  return ACCOUNTS.get(authorization);
}

export function handlerOn(store: MemoryStore): LiveSessionsHandler {
  return createLiveSessionsHandler({ authenticate, store });
}

export function pathOf(entityId: string, query = ""): string {
  return `/v1/live_entities/${entityId}/live_sessions${query}`;
}

export function get(target: string, headers: PlainRequest["headers"] = {}): PlainRequest {
  return { method: "GET", target, headers: { authorization: KEY, ...headers } };
}

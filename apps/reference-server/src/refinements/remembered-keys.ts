import type { FindKey, FoundKey } from "../sqlite/sqlite-accounts.ts";
import { KeptWhileUnchanged } from "./kept-while-unchanged.ts";
import type { SqliteState } from "./wal-index.ts";

const MAX_KEPT_KEYS = 1_000;

/**
 * Does not look a valid key up again before something in the database has changed.
 *
 * @param state of the database that `find` asks
 */
export function rememberedKeys(find: FindKey, state: SqliteState): FindKey {
  const keys = new KeptWhileUnchanged<FoundKey>(state, MAX_KEPT_KEYS);
  return (authorization) => {
    const now = state.look();
    const known = keys.get(authorization, now);
    if (known) return known;
    const key = find(authorization);
    if (!key) return undefined;
    // Nothing that was answered with it may be kept beyond that.
    state.endAt(key.expiresAt);
    keys.keep(authorization, key, now);
    return key;
  };
}

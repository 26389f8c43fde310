import type { Question } from "./question.ts";

/** The valid key on the connection that wrong ones follow on. */
export const connectionControl: Question = { experiment: "keys", role: "connection control" };

/** A page without a key, on a connection of its own. */
export const noKey: Question = { experiment: "keys", role: "no key" };

/** A page with a key that is not valid; which one, the exchange's `key` says. */
export const wrongKey: Question = { experiment: "keys", role: "wrong key" };

/** One of them that a firewall may take for an attack. */
export const hostileKey: Question = { ...wrongKey, probe: "as in an attack", isHostile: true };

const afterValid = { probe: "after a valid one on the connection" } as const;

/** A page without a key on a connection that carried a valid one. */
export const noKeyAfterValid: Question = { ...noKey, ...afterValid };

/** A page with a wrong key on such a connection. */
export const wrongKeyAfterValid: Question = { ...wrongKey, ...afterValid };

/** A valid key in the query, under a name that many APIs take, and none in the header. */
export const keyInQuery: Question = { experiment: "keys", role: "key in the query" };

/** Every such name, which is the probe. */
export const everyKeyInQuery: readonly (Question & { readonly probe: string })[] = [
  "api_key",
  "access_token",
  "authorization",
].map((probe) => ({ ...keyInQuery, probe }));

/** Without a valid key, and with something else wrong, too: the key is looked at first. */
export const keyFirst: Question = { experiment: "keys", role: "key first" };

/** That else is a malformed id, and the key holds a quote. */
export const keyFirstWithQuote: Question = { ...keyFirst, probe: "malformed entity id", isHostile: true };

/** That else is a collection that does not exist. */
export const keyFirstOfUnknown: Question = { ...keyFirst, probe: "unknown entity" };

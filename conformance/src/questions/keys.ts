import type { Question } from "./question.ts";

/** The valid key on the connection that wrong ones follow on. */
export const connectionControl: Question = { experiment: "keys", role: "connection control" };

/** A page without a key, on a connection of its own. */
export const noKey: Question = { experiment: "keys", role: "no key" };

/** A page with a key that is not valid; which one, the exchange's `key` says. */
export const wrongKey: Question = { experiment: "keys", role: "wrong key" };

const afterValid = { probe: "after a valid one on the connection" } as const;

/** A page without a key on a connection that carried a valid one. */
export const noKeyAfterValid: Question = { ...noKey, ...afterValid };

/** A page with a wrong key on such a connection. */
export const wrongKeyAfterValid: Question = { ...wrongKey, ...afterValid };

/** Without a valid key, and with something else wrong, too: the key is looked at first. */
export const keyFirst: Question = { experiment: "keys", role: "key first" };

/** That else is an entity that does not exist. */
export const keyFirstOfUnknown: Question = { ...keyFirst, probe: "unknown entity" };

/** Diagnoses that name the cause of a mutant, with those mutants: a part of the named causes. */
export const namedDiagnoses: Readonly<Record<string, readonly string[]>> = {
  "diagnosis clock-change": ["repeated-hour-in-berlin", "repeated-hour-in-new-york", "repeated-hour-in-sydney"],
  "diagnosis forgotten-tokens": [
    "cursor-bound-to-its-connection",
    "cursors-in-memory",
    "eight-cursors-kept",
    "hundred-cursors-kept",
    "one-cursor-an-entity",
    "token-key-per-process",
    "token-works-once",
  ],
  "diagnosis local-time": ["local-time-called-utc"],
  "diagnosis no-tie-breaker": ["tie-order-depends-on-size", "ties-shuffled", "ties-turn-round-on-later-pages"],
  "diagnosis offset": ["offset-from-the-oldest", "offset-paging", "one-snapshot-an-entity"],
  "diagnosis opposite-tie-breaker": ["tie-breaker-not-in-order"],
  "diagnosis other-order": ["oldest-first", "order-by-insertion", "order-by-random-id", "order-by-updated-at"],
  "diagnosis page-number": ["page-number-with-current-size"],
  "diagnosis time-alone": ["keyset-time-only"],
  "diagnosis time-alone-inclusive": ["keyset-or-equal-without-anchor", "keyset-time-or-equal"],
};

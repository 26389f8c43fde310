import { expect, test } from "vitest";
import { rules } from "../../src/rules/catalogue.ts";
import type { Outcome } from "../../src/verdict/judge-recording.ts";
import { isKnown, type KnownFailure, staleOnes } from "../../src/verdict/known-failures.ts";

const today = "2025-06-15";
const known = (rule: string, until: string): KnownFailure => ({ rule, reason: "ticket 12", until });
const resultsOf = (outcome: Outcome) =>
  rules.filter(({ id }) => id.startsWith("ordering.")).map((rule) => ({ rule, outcome }));

test.each([
  ["the day after it ends", "2025-06-14", false],
  ["its last day", "2025-06-15", true],
  ["the day before", "2025-06-16", true],
  ["a year later", "2026-01-01", true],
])("a failure known until %s (%s) counts: %s", (_when, until, counts) => {
  expect(isKnown([known("ordering.stable-ties", until)], "ordering.stable-ties", today)).toBe(counts);
});

test("a pattern knows every rule that it matches and no other", () => {
  const failures = [known("ordering.*", "2999-12-31")];
  expect(isKnown(failures, "ordering.newest-first", today)).toBe(true);
  expect(isKnown(failures, "pagination.fresh", today)).toBe(false);
  expect(isKnown([], "ordering.newest-first", today)).toBe(false);
});

test.each([
  ["known_failure", "2999-12-31", []],
  ["inconclusive", "2999-12-31", []],
  ["passed", "2999-12-31", ["ordering.* passes: take it off the list of known failures."]],
  ["failed", "2025-06-14", ["ordering.* has expired on 2025-06-14."]],
  ["passed", "2025-06-14", ["ordering.* has expired on 2025-06-14."]],
] as const)("rules that ended %s, known until %s, make stale: %j", (outcome, until, expected) => {
  expect(staleOnes([known("ordering.*", until)], resultsOf(outcome), today)).toEqual(expected);
});

test("a pattern is stale only when everything that it matches passes", () => {
  const [first, ...others] = resultsOf("passed");
  if (first === undefined) throw new Error("there are no rules of ordering");
  const mixed = [{ ...first, outcome: "known_failure" as const }, ...others];
  expect(staleOnes([known("ordering.*", "2999-12-31")], mixed, today)).toEqual([]);
});

test("a known failure that matches nothing is stale", () => {
  expect(staleOnes([known("ordering.none", "2999-12-31")], resultsOf("passed"), today)).toEqual([
    "ordering.none matches no rule.",
  ]);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type LockedRule, lockPath, silentChanges } from "../../scripts/rules-lock.ts";
import { rules } from "../../src/rules/catalogue.ts";

const locked = JSON.parse(readFileSync(lockPath, "utf8")) as readonly LockedRule[];

test("no rule changes id, level, clauses or the version that brought it without rules.lock.json saying so", () => {
  const hint = "If that is intended, record it: npx -y pnpm@12.21.0 --filter @live-sessions/conformance run lock-rules";
  expect(silentChanges(locked, rules), hint).toEqual([]);
});

const first: LockedRule = { id: "a.b", level: "MUST", clauses: ["a.b"], since: "1.0.0" };

test.each([
  ["a level", [{ ...first, level: "SHOULD" as const }], /^a\.b was .*"MUST".* and is .*"SHOULD"/],
  ["a clause", [{ ...first, clauses: ["a.c"] }], /^a\.b was .* and is .*"a\.c"/],
  ["the version", [{ ...first, since: "1.1.0" }], /^a\.b was .* and is .*"1\.1\.0"/],
  ["a rule that is gone", [], /^a\.b is gone/],
  ["a rule that is new", [first, { ...first, id: "a.new" }], /^a\.new is new/],
])("a change of %s is told", (_what, now, sentence) => {
  expect(silentChanges([first], now)).toEqual([expect.stringMatching(sentence)]);
});

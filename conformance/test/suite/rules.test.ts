import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { excludedClauses } from "../../scripts/excluded-clauses.ts";
import { contractClauses } from "../../src/contract/contract-document.ts";
import { experiments } from "../../src/experiments/catalogue.ts";
import { liveSessionsProfile } from "../../src/profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../src/profile/words.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { type Rule, readsExperiment } from "../../src/rules/rule.ts";

const ids = rules.map(({ id }) => id);
const clauses = new Map(contractClauses().clauses.map((clause) => [clause.id, clause]));

test("every clause of the contract has a rule, or a reason why it has none", () => {
  const proven = new Set(rules.flatMap((rule) => rule.clauses));
  const without = [...clauses.keys()].filter((id) => !proven.has(id) && !Object.hasOwn(excludedClauses, id));
  expect(without).toEqual([]);
  const excluded = Object.entries(excludedClauses);
  expect(excluded.filter(([id, reason]) => proven.has(id) || !clauses.has(id) || reason.length < 20)).toEqual([]);
});

test("no two rules share an id", () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("no two experiments of one mode share an id", () => {
  const keys = experiments.flatMap(({ id, modes }) => modes.map((mode) => `${mode} ${id}`));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

describe.each(rules)("$id", (rule) => {
  test("stands in the file that its id names", () => {
    expect(existsSync(new URL(`../../src/rules/${rule.id.replace(".", "/")}.ts`, import.meta.url))).toBe(true);
  });

  test("names clauses of the contract, none stricter or looser than it is", () => {
    expect(rule.clauses.length).toBeGreaterThan(0);
    expect(rule.clauses.map((id) => clauses.get(id)?.level)).toEqual(rule.clauses.map(() => rule.level));
  });

  test("says in whole sentences why it is there, what it asks, what fails and what to do", () => {
    const { why, probe, example, remedy } = rule.explain(wordsOf(liveSessionsProfile()));
    for (const [name, text] of Object.entries({ title: rule.title, why, probe, example, remedy })) {
      const length = text.trim().length;
      expect(
        length,
        `${name} of ${rule.id} is "${text}": a sentence of more than 20 characters is asked for`,
      ).toBeGreaterThan(20);
    }
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("reads questions that an experiment asks in one of its modes", () => {
    const here = experiments.filter(({ modes }) => modes.some((mode) => rule.modes.includes(mode))).map(({ id }) => id);
    const reads = rule.reads === "everything" ? [] : rule.reads;
    expect(reads.filter(({ experiment }) => !here.includes(experiment))).toEqual([]);
    expect(rule.reads.length).toBeGreaterThan(0);
  });

  test("waits for rules that exist, and for none that waits for it", () => {
    expect(causesOf(rule, [])).not.toContain(rule.id);
  });
});

test("every experiment is read by some rule that does not read everything", () => {
  const choosy = rules.filter(({ reads }) => reads !== "everything");
  const unread = experiments.filter(({ id }) => !choosy.some((rule) => readsExperiment(rule, id)));
  expect(unread.map(({ id }) => id)).toEqual([]);
});

/** Everything that a rule depends on, directly or not. */
function causesOf(rule: Rule, path: readonly string[]): string[] {
  return (rule.dependsOn ?? []).flatMap((id) => {
    const cause = rules.find((candidate) => candidate.id === id);
    if (cause === undefined) throw new Error(`${rule.id} depends on ${id}, which is not a rule`);
    return path.includes(id) ? [id] : [id, ...causesOf(cause, [...path, id])];
  });
}

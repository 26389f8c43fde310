import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../src/rules/catalogue.ts";
import { mutants } from "../mutants/mutants.ts";

interface Coverage {
  readonly clauses: readonly {
    readonly id: string;
    readonly rules: readonly { readonly id: string; readonly mutants: readonly string[] }[];
  }[];
}

test("every rule kills a mutant: one that nothing fails could not fail", () => {
  const killers = new Set(mutants.flatMap(({ killedBy }) => killedBy));
  expect(rules.map(({ id }) => id).filter((id) => !killers.has(id))).toEqual([]);
});

test("every mutant is killed by a rule of its level at least, and by rules that exist", () => {
  const levels = new Map(rules.map(({ id, level }) => [id, level]));
  const alive = mutants.filter(({ killedBy, level }) => !killedBy.some((id) => levels.get(id) === level));
  expect(alive.map(({ name }) => name)).toEqual([]);
  expect(mutants.flatMap(({ killedBy }) => killedBy).filter((id) => !levels.has(id))).toEqual([]);
});

test("every family of mutants has its test file", () => {
  const filesOf = (folder: string, ending: string): string[] =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length));
  const tested = new Set(filesOf("mutants/", ".test.ts"));
  const families = filesOf("../mutants/", ".ts").filter((name) => exportsMutants(name));
  expect(families.filter((name) => !tested.has(name))).toEqual([]);
});

function exportsMutants(name: string): boolean {
  const source = readFileSync(new URL(`../mutants/${name}.ts`, import.meta.url), "utf8");
  return /export const \w+Mutants\b/.test(source);
}

test("coverage.json names for each clause the rules, and for each rule the mutants that it kills", () => {
  const path = new URL("../../generated/coverage.json", import.meta.url);
  const { clauses } = JSON.parse(readFileSync(path, "utf8")) as Coverage;
  const written = new Map(clauses.flatMap((clause) => clause.rules.map(({ id, mutants: names }) => [id, names])));
  const now = rules.map(({ id }) => [
    id,
    mutants
      .filter(({ killedBy }) => killedBy.includes(id))
      .map(({ name }) => name)
      .sort(),
  ]);
  const hint = "Run npx -y pnpm@12.21.0 --filter @live-sessions/conformance run generate";
  expect(Object.fromEntries(written), hint).toEqual(Object.fromEntries(now));
});

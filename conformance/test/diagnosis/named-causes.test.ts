import { expect, test } from "vitest";
import { mutants } from "../mutants/mutants.ts";
import { namedCauses } from "./named-causes.ts";

const names = Object.values(namedCauses).flat();

test("reports name the cause of two thirds of the mutants; those of the mutants hold each of them", () => {
  const known = new Set(mutants.map(({ name }) => name));
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length / mutants.length).toBeGreaterThanOrEqual(2 / 3);
});

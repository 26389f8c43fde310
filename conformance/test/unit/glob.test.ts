import { expect, test } from "vitest";
import { matchesGlob } from "../../src/verdict/glob.ts";

test.each([
  ["pagination.fresh", "pagination.fresh", true],
  ["pagination.*", "pagination.fresh", true],
  ["*", "errors.body", true],
  ["*.token*-*", "pagination.token-any-instance", true],
  ["**", "errors.body", true],
  ["errors.*y", "errors.body", true],
  ["pagination", "pagination.fresh", false],
  ["agination.fresh", "pagination.fresh", false],
  ["pagination.fres", "pagination.fresh", false],
  ["pagination?fresh", "pagination.fresh", false],
  ["pagination-fresh", "pagination.fresh", false],
  ["errors.bod(y|ies)", "errors.body", false],
  ["[a-z]*", "errors.body", false],
  ["Errors.*", "errors.body", false],
  ["", "errors.body", false],
  ["errors.*.body", "errors.body", false],
  ["*errors*s*body", "errors.body", false],
  ["*rr*rs*bo*y", "errors.body", true],
  ["**********X", "pagination.token-stays-in-its-entity", false],
  [`${"*a".repeat(200)}X`, "a".repeat(1000), false],
])("%j matches %j: %s", (pattern, id, isMatch) => {
  expect(matchesGlob(pattern, id)).toBe(isMatch);
});

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
])("%j matches %j: %s", (pattern, id, isMatch) => {
  expect(matchesGlob(pattern, id)).toBe(isMatch);
});

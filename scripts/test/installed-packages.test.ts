import { describe, expect, it } from "vitest";
import { runsOnMajor } from "../packages/installed-packages.ts";

describe("the Node versions that a package names", () => {
  it.each([
    ["^20.19.0 || >=22.12.0", 18, false],
    ["^20.19.0 || >=22.12.0", 20, true],
    ["^20.19.0 || >=22.12.0", 21, false],
    ["^20.19.0 || >=22.12.0", 22, true],
    ["^20.19.0 || >=22.12.0", 26, true],
    [">=22.13.0", 20, false],
    [">=22.13.0", 24, true],
    ["", 24, false],
  ])("%s on Node %i: %s", (engines, major, expected) => {
    expect(runsOnMajor(engines, major)).toBe(expected);
  });
});

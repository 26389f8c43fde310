import { describe, expect, it } from "vitest";
import { runsOn } from "../rehearsal/offer.ts";

describe("the Node versions that a package names", () => {
  it.each([
    ["^20.19.0 || >=22.12.0", "18.20.8", false],
    ["^20.19.0 || >=22.12.0", "20.18.3", false],
    ["^20.19.0 || >=22.12.0", "20.19.0", true],
    ["^20.19.0 || >=22.12.0", "21.7.3", false],
    ["^20.19.0 || >=22.12.0", "22.11.0", false],
    ["^20.19.0 || >=22.12.0", "22.12.0", true],
    ["^20.19.0 || >=22.12.0", "26.10.0", true],
    [">=22.13.0", "20.19.0", false],
    [">=22.13.0", "22.12.0", false],
    [">=22.13.0", "24.0.0", true],
    ["", "24.21.0", false],
  ])("%s on Node %s: %s", (engines, version, expected) => {
    expect(runsOn(engines, version)).toBe(expected);
  });
});

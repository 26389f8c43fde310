import { describe, expect, it } from "vitest";
import { PageCache } from "../src/sqlite/page-cache.ts";

const range = { entityId: "e", after: { createdAt: 5, sessionId: "s" }, limit: 11 };

describe("a kept page", () => {
  it("comes back for the same range at the same version alone", () => {
    const cache = new PageCache();
    cache.set(range, "v1", ["a"]);
    expect(cache.get({ ...range, after: { ...range.after } }, "v1")).toEqual(["a"]);
    expect(cache.get(range, "v2")).toBeUndefined();
    expect(cache.get({ ...range, limit: 12 }, "v1")).toBeUndefined();
    expect(cache.get({ ...range, entityId: "f" }, "v1")).toBeUndefined();
    expect(cache.get({ ...range, after: undefined }, "v1")).toBeUndefined();
    expect(cache.get({ ...range, after: { createdAt: 5, sessionId: "t" } }, "v1")).toBeUndefined();
    expect(cache.get({ ...range, after: { createdAt: 6, sessionId: "s" } }, "v1")).toBeUndefined();
  });

  it("gives way to a thousand others, and to the next version of itself", () => {
    const cache = new PageCache();
    cache.set(range, "v1", ["a"]);
    cache.set(range, "v2", ["b"]);
    expect(cache.get(range, "v2")).toEqual(["b"]);
    for (let n = 0; n < 999; n += 1) cache.set({ ...range, entityId: `other-${n}` }, "v", []);
    expect(cache.get(range, "v2")).toEqual(["b"]);
    cache.set({ ...range, entityId: "one more" }, "v", []);
    expect(cache.get(range, "v2")).toBeUndefined();
  });
});

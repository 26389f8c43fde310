import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PageToken } from "../src/index.ts";
import { ENTITY, EPOCH, UNKNOWN_ENTITY } from "./requests.ts";

const position = { createdAt: EPOCH, sessionId: "0b9f5a34-1c7e-4d0a-9d55-6a2f0e8c4b17" };

const anyId = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .filter((id) => /^[^\p{Cc}\p{Cs}]+$/u.test(id));
const anyPosition = fc.record({
  createdAt: fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }),
  sessionId: anyId,
});

function tokenOf(json: string): string {
  return Buffer.from(json).toString("base64url");
}

describe("a page token", () => {
  it("is base64url without padding of version, entity id, epoch seconds and session id", () => {
    expect(Buffer.from(PageToken.encode(ENTITY, position), "base64url").toString()).toBe(
      `[1,"${ENTITY}",${EPOCH},"${position.sessionId}"]`,
    );
  });

  it("gives back every position that it was made of, and needs no percent-encoding", () => {
    fc.assert(
      fc.property(anyId, anyPosition, (entityId, given) => {
        const token = PageToken.encode(entityId, given);
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(PageToken.decode(entityId, token)).toEqual(given);
      }),
    );
  });

  it("is refused by every other entity", () => {
    expect(PageToken.decode(UNKNOWN_ENTITY, PageToken.encode(ENTITY, position))).toBeUndefined();
  });

  it("has exactly one spelling: whatever text decodes is what encode makes of it", () => {
    const altered = fc
      .tuple(anyPosition, fc.nat(), fc.string({ maxLength: 3 }), fc.nat({ max: 3 }))
      .map(([given, at, inserted, cut]) => {
        const token = PageToken.encode(ENTITY, given);
        const index = at % (token.length + 1);
        return token.slice(0, index) + inserted + token.slice(index + cut);
      });
    fc.assert(
      fc.property(fc.oneof(altered, fc.string({ unit: "binary" }), fc.base64String()), (text) => {
        const decoded = PageToken.decode(ENTITY, text);
        if (decoded) expect(PageToken.encode(ENTITY, decoded)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["another version", tokenOf(`[2,"${ENTITY}",${EPOCH},"s"]`)],
    ["white space in the JSON", tokenOf(`[1, "${ENTITY}",${EPOCH},"s"]`)],
    ["an exponent", tokenOf(`[1,"${ENTITY}",1e9,"s"]`)],
    ["a fraction", tokenOf(`[1,"${ENTITY}",1.5,"s"]`)],
    ["minus zero", tokenOf(`[1,"${ENTITY}",-0,"s"]`)],
    ["a year beyond 9999", tokenOf(`[1,"${ENTITY}",253402300800,"s"]`)],
    ["seconds as a string", tokenOf(`[1,"${ENTITY}","${EPOCH}","s"]`)],
    ["an escaped letter", tokenOf(`[1,"${ENTITY}",${EPOCH},"\\u0073"]`)],
    ["a NUL in the id", tokenOf(`[1,"${ENTITY}",${EPOCH},"\\u0000"]`)],
    ["a lone surrogate in the id", tokenOf(`[1,"${ENTITY}",${EPOCH},"\\ud800"]`)],
    ["an empty id", tokenOf(`[1,"${ENTITY}",${EPOCH},""]`)],
    ["a member too many", tokenOf(`[1,"${ENTITY}",${EPOCH},"s",0]`)],
    ["a member too few", tokenOf(`[1,"${ENTITY}",${EPOCH}]`)],
    ["an object", tokenOf(`{"created_at":${EPOCH},"id":"s"}`)],
    ["a byte order mark", tokenOf(`\uFEFF[1,"${ENTITY}",${EPOCH},"s"]`)],
    ["bytes that are not UTF-8", Buffer.from([0x5b, 0xff, 0x5d]).toString("base64url")],
    ["padding", `${PageToken.encode(ENTITY, { ...position, sessionId: "ab" })}=`],
    ["nothing", ""],
    ["an id as long as a page", PageToken.encode(ENTITY, { ...position, sessionId: "s".repeat(256) })],
    ["64 KiB", "A".repeat(65_536)],
  ])("with %s is not a token", (_, token) => {
    expect(PageToken.decode(ENTITY, token)).toBeUndefined();
  });

  it("with other padding bits in its last character is not a token", () => {
    const token = [1, 2, 3]
      .map((length) => PageToken.encode(ENTITY, { ...position, sessionId: "s".repeat(length) }))
      .find((text) => text.length % 4 === 2);
    const last = token?.at(-1) ?? "";
    const next = String.fromCharCode(last.charCodeAt(0) + 1);
    expect(PageToken.decode(ENTITY, `${token}`)).toBeDefined();
    expect(Buffer.from(`${token?.slice(0, -1)}${next}`, "base64url")).toEqual(Buffer.from(`${token}`, "base64url"));
    expect(PageToken.decode(ENTITY, `${token?.slice(0, -1)}${next}`)).toBeUndefined();
  });
});

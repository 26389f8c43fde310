import fc from "fast-check";
import { expect, test } from "vitest";
import { alterToken } from "../../src/experiments/token-alterations.ts";

const ids = {
  collectionId: "6f1c7d2e-0000-4000-8000-000000000001",
  siblingId: "6f1c7d2e-0000-4000-8000-000000000002",
};
const json = JSON.stringify([1, ids.collectionId, 1_700_000_000, "6f1c7d2e-0000-4000-8000-00000000000a"]);
const encoded = Buffer.from(json).toString("base64url");
const probesOf = (token: string): string[] => alterToken(token, ids).map(({ question }) => question.probe ?? "");
const altered = (token: string, probe: string): string | undefined =>
  alterToken(token, ids).find((alteration) => alteration.question.probe === probe)?.token;
const decoded = (probe: string): string => Buffer.from(altered(encoded, probe) ?? "", "base64").toString();

test("no alteration leaves a token as it was, or blank, which would be the first page; no name stands for two", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }), (token) => {
      const alterations = alterToken(token, ids);
      expect(alterations.filter((alteration) => alteration.token === token || alteration.token.trim() === "")).toEqual(
        [],
      );
      expect(new Set(alterations.map(({ question }) => question.probe)).size).toBe(alterations.length);
    }),
  );
});

test("a token that is base64 of readable text is taken apart, and put together in its own alphabet", () => {
  expect(decoded("decoded, entity 1 in its place")).toBe(json.replace(ids.collectionId, ids.siblingId));
  expect(decoded("decoded, null for a number")).toBe(json.replace("1700000000", "null"));
  expect(decoded("decoded, a negative number")).toBe(json.replace("1700000000", "-1700000000"));
  expect(decoded("decoded, member 1 of another type")).toBe(json.replace("1700000000", '"seven"'));
  expect(decoded("decoded, a word for an id")).toBe(json.replace("6f1c7d2e-0000-4000-8000-00000000000a", "no-such-id"));
  expect(decoded("decoded, last id character changed")).toBe(`${json.slice(0, -3)}0"]`);
  expect(altered(encoded, "decoded, a negative number")).toMatch(/^[\w-]+$/);
});

test("a token that is not readable inside is only cut, extended and changed from outside", () => {
  const probes = probesOf("k3!x+opaque/token");
  expect(probes.filter((probe) => probe.startsWith("decoded"))).toEqual([]);
  expect(probes).toEqual(
    expect.arrayContaining(["last character cut", "half of it", "extended", "NUL inside", "8 KiB long"]),
  );
});

test("each alteration does what its name says", () => {
  expect(altered("abc123", "last character cut")).toBe("abc12");
  expect(altered("abc123", "half of it")).toBe("abc");
  expect(altered("abc123", "extended")).toBe("abc123A");
  expect(altered("abc123", "first character changed")).toBe("xbc123");
  expect(altered("xbc123", "first character changed")).toBe("ybc123");
  expect(altered("abc123", "a letter for its first digit")).toBe("abcx23");
  expect(altered("v1~1700000000~e7", "a word for a number")).toBe("v1~x~e7");
  expect(altered("2024-05-01T10:00:00Z|7", "no time for a time")).toBe("9999-99-99T99:99:99Z|7");
  expect(altered("abc123", "other case")).toBe("ABC123");
  expect(altered("a-b_c", "other alphabet")).toBe("a+b/c==");
  expect(altered("a=b", "percent-encoded twice")).toBe("a%3Db");
  expect(altered("abc123", "8 KiB long")).toHaveLength(8198);
});

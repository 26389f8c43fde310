import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonTextError, readJsonText } from "../../src/reading/json-text.ts";

const valueIn = (text: string): unknown => readJsonText(text).value;

function outcome(read: (text: string) => unknown, text: string): string {
  try {
    return JSON.stringify(read(text));
  } catch (error) {
    // Whatever is wrong with a text, this reader says it in its own error.
    if (read === valueIn && !(error instanceof JsonTextError)) throw error;
    return "no JSON";
  }
}

test("any value that is written as JSON is read as it was", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.stringify(valueIn(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test("any text that is nearly JSON is taken or refused as JSON.parse does", () => {
  const piece = fc.constantFrom(
    ..."{}[]:,\"\\'-+.eE0123456789 \t\n\r",
    "true",
    "false",
    "null",
    "nul",
    "NaN",
    "Infinity",
    "\\u00",
    "\\uD83D",
    "\\x",
    "01",
    "1e",
    "0.",
    "/*",
    "\u0000",
    "\u00a0",
    "\u2028",
    "\ufeff",
    '"a":',
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      // Where a member stands twice JSON.parse and this reader both keep the last.
      expect(outcome(valueIn, text)).toBe(outcome(JSON.parse, text));
    }),
    { numRuns: 3000 },
  );
});

test("any one character put in, taken out or changed is taken or refused as JSON.parse does", () => {
  const edit = fc.record({
    at: fc.nat(200),
    remove: fc.nat(1),
    put: fc.constantFrom("", ",", '"', "}", "]", "\\", "0", " ", "\u0001"),
  });
  fc.assert(
    fc.property(fc.json(), edit, (json, { at, remove, put }) => {
      const place = at % (json.length + 1);
      const text = json.slice(0, place) + put + json.slice(place + remove);
      expect(outcome(valueIn, text)).toBe(outcome(JSON.parse, text));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{"a":1,"a":1}', ["/a"]],
  ['{"data":[{"id":1},{"id":1,"x":{"y":0,"y":0}}]}', ["/data/1/x/y"]],
  ['{"a":1,"\\u0061":2}', ["/a"]],
  ['{"a/b~":1,"a/b~":2}', ["/a~1b~0"]],
  ['{"":1,"":2}', ["/"]],
  ['{"a":{"a":1}}', []],
  ['[{"a":1},{"a":1}]', []],
])("%s has the members %j twice", (text, expected) => {
  expect(readJsonText(text).duplicateMembers).toEqual(expected);
});

test("a member named __proto__ is a member like any other", () => {
  const value = valueIn('{"__proto__":{"isAdmin":true}}') as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(value)).toBeNull();
});

test("1,000 levels are read and more are refused, without the stack running over", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(() => readJsonText(nested(1_000))).not.toThrow();
  expect(() => readJsonText(nested(1_002))).toThrow(JsonTextError);
  expect(() => readJsonText("[".repeat(1_000_000))).toThrow(JsonTextError);
});

test.each([
  ["", "ends too early", 0],
  ["[1,2", "was expected", 4],
  ["{} {}", "more text after", 3],
  ['{"a" 1}', '":" was expected', 5],
  ["{a:1}", "member name", 1],
])("%j is refused, and the error says where", (text, message, offset) => {
  expect(() => readJsonText(text)).toThrow(
    expect.objectContaining({ name: "JsonTextError", offset, message: expect.stringContaining(message) }),
  );
});

import { describe, expect, it } from "vitest";
import { layOutJson } from "../../src/report/html/json-layout.ts";

function shown(text: string): string[] | undefined {
  return layOutJson(text)?.map(({ depth, text: line }) => " ".repeat(depth) + line);
}

describe("JSON laid out", () => {
  it("has a member or an item a line", () => {
    expect(shown('{"data":[{"id":"a"},{}],"next_page_token":""}')).toEqual([
      "{",
      ' "data": [',
      "  {",
      '   "id": "a"',
      "  },",
      "  {}",
      " ],",
      ' "next_page_token": ""',
      "}",
    ]);
  });

  it("keeps the characters that came: numbers, escapes, members that are there twice", () => {
    expect(shown('{"a":1.0,"a":1e3,"b":"\\u0041\\"{}[],:"}')).toEqual([
      "{",
      ' "a": 1.0,',
      ' "a": 1e3,',
      ' "b": "\\u0041\\"{}[],:"',
      "}",
    ]);
  });

  it("knows the JSON pointer of every line", () => {
    const lines = layOutJson('{"data":[{"a/b":1},{"c~d":2}]}') ?? [];
    expect(lines.map(({ pointer }) => pointer)).toEqual([
      "",
      "/data",
      "/data/0",
      "/data/0/a~1b",
      "/data/0",
      "/data/1",
      "/data/1/c~0d",
      "/data/1",
      "/data",
      "",
    ]);
  });

  it("goes as far as text that breaks off goes", () => {
    expect(shown('{"data":[{"id":"a')).toEqual(["{", ' "data": [', "  {", '   "id": "a']);
  });

  it.each(["", "<html>", '"text"', "[".repeat(60)])("leaves what is none, or too deep, as it is: %s", (text) => {
    expect(layOutJson(text)).toBeUndefined();
  });
});

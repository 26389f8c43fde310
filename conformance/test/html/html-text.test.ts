import { describe, expect, it } from "vitest";
import { html, join, jsonForScript, shortened } from "../../src/report/html/html-text.ts";

describe("markup", () => {
  it("escapes every value that is not markup itself, for text and for attributes", () => {
    const hostile = `<b a="1" c='2'>&`;
    expect(html`<i title="${hostile}">${hostile}</i>`.markup).toBe(
      `<i title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</i>`,
    );
  });

  it("takes markup, lists of it, numbers and nothing as they are", () => {
    const piece = html`<b>${1}</b>`;
    expect(html`${piece}${[piece, piece]}${undefined}${join([piece, piece], "|")}`.markup).toBe(
      "<b>1</b><b>1</b><b>1</b><b>1</b>|<b>1</b>",
    );
  });

  it.each([
    ["a NUL", "\u0000", "\\u0000"],
    ["a mark that turns the direction", "\u202e", "\\u202e"],
    ["a zero-width space", "\u200b", "\\u200b"],
    ["a line separator", "\u2028", "\\u2028"],
    ["a byte order mark", "\ufeff", "\\ufeff"],
    ["half of a surrogate pair", "\ud83d", "\\ud83d"],
    ["a number that is no character", "\ufdd0", "\\ufdd0"],
    ["the last number of the first plane", "\uffff", "\\uffff"],
    ["the last but one of the second plane", "\u{1fffe}", "\\ud83f\\udffe"],
    ["the last number of all", "\u{10ffff}", "\\udbff\\udfff"],
  ])("spells %s out", (_, character, spelled) => {
    expect(html`a${character}b`.markup).toBe(`a${spelled}b`);
  });

  it("leaves tabs, line feeds and whole characters beyond the first plane", () => {
    expect(html`${"a\tb\nc 😀"}`.markup).toBe("a\tb\nc 😀");
  });
});

describe("JSON between script tags", () => {
  it("cannot end the element, begin a comment or break a line, and reads back as it was", () => {
    const value = { text: "</script><!-- \u2028\u2029 ]]> &amp; \u202e" };
    const { markup } = jsonForScript(value);

    expect(markup).not.toMatch(/[<>&\u2028\u2029\u202e]/);
    expect(JSON.parse(markup)).toEqual(value);
  });
});

describe("long text", () => {
  it("is cut, and says by how much", () => {
    expect(shortened("a".repeat(1300), 100)).toBe(
      `${"a".repeat(100)} … (1,200 characters more; the JSON report has them)`,
    );
    expect(shortened("short", 100)).toBe("short");
  });
});

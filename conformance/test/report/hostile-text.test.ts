import { expect, test } from "vitest";
import { renderJunit, renderMarkdown, renderPretty } from "../../src/index.ts";
import { xmlText } from "../../src/report/junit/xml-text.ts";
import { codeBlock, codeSpan, markdownText } from "../../src/report/markdown/markdown-text.ts";
import { hostileText, sampleReport } from "./sample-report.ts";

// XML 1.0 §2.2, and lone surrogates, which UTF-8 cannot carry.
const unlawfulInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

test("XML text has no character that XML cannot hold, and no markup", () => {
  const text = xmlText(`${hostileText}\u{1F600}`);
  expect(text).not.toMatch(unlawfulInXml);
  expect(text).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
  expect(text).toContain("\u{1F600}");
});

test("a JUnit report of hostile texts is well-formed: every element that is opened is closed", () => {
  const xml = renderJunit(sampleReport);
  expect(xml).not.toMatch(unlawfulInXml);
  const open: string[] = [];
  for (const [, close, name = "", , empty] of xml.matchAll(/<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
  }
  expect(open).toEqual([]);
  expect(xml.replace(/<\?xml[^>]*>|<\/?[\w-]+(?: [\w-]+="[^"<]*")*\/?>/g, "")).not.toContain("<");
});

test("Markdown text neither opens HTML nor tables, links, emphasis or mentions", () => {
  const text = markdownText(hostileText);
  expect(text).not.toMatch(/<|\n|@e|(?<!\\)[|*`#[\]]/);
  expect(codeSpan("a`b``c")).toBe("```a`b``c```");
  expect(codeBlock("```\nx")).toBe("````\n```\nx\n````");
});

test("a Markdown report of hostile texts has no tag but its own, and no open fence", () => {
  const markdown = renderMarkdown(sampleReport);
  const outside = markdown.replace(/^(`{3,})\n[\s\S]*?^\1$/gm, "");
  expect(outside.match(/<[^>]*>/g)?.every((tag) => /^<\/?(details|summary|code)>$/.test(tag))).toBe(true);
  expect(outside).not.toContain("```");
});

test("a pretty report of hostile texts sends no escape sequence to the terminal", () => {
  const escapeCharacter = String.fromCharCode(27);
  expect(renderPretty(sampleReport)).not.toContain(escapeCharacter);
  const coloured = renderPretty(sampleReport, { hasColour: true });
  expect(
    coloured
      .split(escapeCharacter)
      .slice(1)
      .every((rest) => /^\[(1|2|22|3[123]|39)m/.test(rest)),
  ).toBe(true);
  expect(coloured).toContain("\\u{1b}[31m");
});

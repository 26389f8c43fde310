import type { ExpectStatic } from "vitest";
import { renderHtml } from "../../src/report/html/render-html.ts";
import { renderJunit } from "../../src/report/junit/render-junit.ts";
import { renderMarkdown } from "../../src/report/markdown/render-markdown.ts";
import type { Report } from "../../src/report/report.ts";

/** What a format says of a run, read back out of it. */
interface Told {
  readonly verdict: string;
  readonly exitCode: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Holds every format, read back, against the report: same verdict, exit code and counts. */
export function expectFormatsToAgree(report: Report, expect: ExpectStatic): void {
  const told = toldByReport(report);
  const { html, junit, markdown } = toldByFormats(report);
  expect({ html, junit, markdown }).toEqual({ html: told, junit: foldedForJunit(told), markdown: told });
}

/** What the report itself says. */
function toldByReport({ verdict, exit_code: exitCode, summary }: Report): Told {
  return { verdict, exitCode, counts: nonZero(summary) };
}

/** What each format says; a test holds them against the report. */
function toldByFormats(report: Report): Readonly<Record<"html" | "junit" | "markdown", Told>> {
  return {
    html: inHtml(renderHtml(report)),
    junit: inJunit(renderJunit(report)),
    markdown: inMarkdown(renderMarkdown(report)),
  };
}

/** What JUnit has room for: passes with warnings, failures, errors, and all that was not proven as skipped. */
function foldedForJunit({ counts, ...told }: Told): Told {
  const sum = (...names: readonly string[]): number => names.reduce((total, name) => total + (counts[name] ?? 0), 0);
  const folded = {
    passed: sum("passed", "warned"),
    failed: sum("failed"),
    errored: sum("errored"),
    skipped: sum("known_failures", "inconclusive", "not_applicable", "skipped"),
  };
  return { ...told, counts: nonZero(folded) };
}

function inHtml(html: string): Told {
  const counts = [...html.matchAll(/<b data-count="(\w+)">(\d+)<\/b>/g)].map(
    ([, name, count]) => [name ?? "", Number(count)] as const,
  );
  return {
    verdict: found(/<span id="verdict">([^<]+)</, html),
    exitCode: Number(found(/<dt>Exit code<\/dt><dd>(\d+)/, html)),
    counts: nonZero(Object.fromEntries(counts)),
  };
}

function inJunit(xml: string): Told {
  const count = (element: string): number => xml.split(`<${element}`).length - 1;
  const [tests, failed, errored, skipped] = [count("testcase "), count("failure"), count("error "), count("skipped")];
  return {
    verdict: found(/name="verdict" value="([^"]+)"/, xml),
    exitCode: Number(found(/name="exit_code" value="(\d+)"/, xml)),
    counts: nonZero({ passed: tests - failed - errored - skipped, failed, errored, skipped }),
  };
}

const words: Readonly<Record<string, string>> = {
  passed: "passed",
  failed: "failed",
  known_failures: "known failures?",
  warned: "warned",
  inconclusive: "inconclusive",
  not_applicable: "not applicable",
  skipped: "skipped",
  errored: "errored",
};

function inMarkdown(markdown: string): Told {
  const [, line = ""] = markdown.split("\n\n");
  const counts = Object.entries(words).map(
    ([name, word]) => [name, Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0)] as const,
  );
  return {
    verdict: found(/conformance: (\S+)/, markdown),
    exitCode: Number(found(/\| Run \| exit (\d+)/, markdown)),
    counts: nonZero(Object.fromEntries(counts)),
  };
}

function found(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? `nothing that ${pattern.source} finds`;
}

function nonZero(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

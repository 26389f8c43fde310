import { readFileSync } from "node:fs";
import { marked } from "marked";
import { type DefaultTreeAdapterMap, parse, parseFragment } from "parse5";
import { validateXML } from "xmllint-wasm";
import { inertTerminal } from "../../src/cli/inert-terminal.ts";
import { reportError } from "../../src/cli/report-error.ts";
import {
  diffReports,
  judgeReport,
  parseReport,
  type Report,
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  renderPretty,
  renderSarif,
} from "../../src/index.ts";
import { inertJson } from "../../src/report/inert-text.ts";
import { sarifFaults } from "../report/sarif-faults.ts";
import { spellings } from "./stranger-server.ts";

type Node = DefaultTreeAdapterMap["node"];

const order = /^[^\S\n]*::|##\[|##vso\[/im;
const control = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** What is wrong with a report and all its forms; nothing for one that is whole, well-formed, inert and secretive. */
export function reportFaults(report: Report, secrets: readonly string[] = []): string[] {
  const json = renderJson(report);
  const needles = needlesOf(secrets);
  const forms: readonly (readonly [form: string, text: string])[] = [
    ["json", json],
    ["pretty", renderPretty(report)],
    ["markdown", renderMarkdown(report, { siteUrl: "https://docs.example.com/sub/" })],
    ["junit", renderJunit(report)],
    ["html", renderHtml(report, { siteUrl: "https://docs.example.com/sub/" })],
    ["sarif", renderSarif(report, { siteUrl: "https://docs.example.com/sub/" })],
    ["diff", inertJson(diffReports(report, report))],
  ];
  return [
    ...(report.summary.errored === 0 ? [] : erroredRules(report)),
    ...unreadable(json, report),
    ...forms.flatMap(([form, text]) => [...orderFaults(form, text), ...shown(form, text, needles)]),
    ...malformedHtml(forms[4]?.[1] ?? ""),
    ...malformedMarkdown(forms[2]?.[1] ?? "", report),
    ...malformedSarif(forms[5]?.[1] ?? "", report),
  ];
}

const junitSchema = {
  fileName: "junit.xsd",
  contents: readFileSync(new URL("../report/junit.xsd", import.meta.url), "utf8"),
};

/** What is wrong with the JUnit forms of many reports, by the reports' names: a parser takes longer to start than to read. */
export async function junitFaults(reports: ReadonlyMap<string, string>): Promise<string[]> {
  const xml = [...reports].map(([fileName, contents]) => ({ fileName, contents }));
  const { errors } = await validateXML({ xml, schema: junitSchema });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** What is wrong with how the CLI shows an error. */
export function messageFaults(error: unknown): string[] {
  let shownText = "";
  const terminal = {
    out: () => undefined,
    err: (text: string) => {
      shownText += text;
    },
    environment: {},
    isInteractiveOut: false,
    isInteractiveErr: false,
    isInteractiveIn: false,
    columns: undefined,
  };
  reportError(error, inertTerminal(terminal));
  return [...orderFaults("message", shownText), ...(shownText.length > 5000 ? ["message: it has no end"] : [])];
}

function erroredRules(report: Report): string[] {
  return report.rules.filter(({ outcome }) => outcome === "errored").map(({ id, reason_text: why }) => `${id}: ${why}`);
}

function unreadable(json: string, report: Report): string[] {
  try {
    const read = parseReport(JSON.parse(json));
    const again = judgeReport(read).rules.map(({ id, outcome }) => `${id} ${outcome}`);
    const before = report.rules.map(({ id, outcome }) => `${id} ${outcome}`);
    return again.flatMap((rule, index) =>
      rule === before[index] ? [] : [`judged again: ${rule}, was ${before[index]}`],
    );
  } catch (error) {
    return [`json: ${String(error)}`];
  }
}

/** An order, or a control character, in something that is shown. */
export function orderFaults(form: string, text: string): string[] {
  const found = order.exec(text) ?? control.exec(text);
  return found
    ? [`${form}: an order, ${JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 40))}`]
    : [];
}

function shown(form: string, text: string, needles: Needles): string[] {
  const secret = firstFound(text.toLowerCase(), needles);
  return secret === undefined ? [] : [`${form}: the secret ${secret}`];
}

const START = 4;

/** What is looked for in a text, in lower case, by how it begins. */
interface Needles {
  readonly byStart: ReadonlyMap<string, readonly (readonly [needle: string, secret: string])[]>;
  /** 1 where something begins with characters that `mixed` makes this number of. */
  readonly marks: Uint8Array;
}

/** Every spelling of every secret. */
function needlesOf(secrets: readonly string[]): Needles {
  const byStart = new Map<string, (readonly [needle: string, secret: string])[]>();
  const marks = new Uint8Array(0x1_0000);
  for (const secret of secrets)
    for (const spell of spellings) {
      const needle = core(spell(secret)).toLowerCase();
      const start = needle.slice(0, START);
      if (start.length < START) throw new Error(`${secret} is too short to be looked for`);
      byStart.set(start, [...(byStart.get(start) ?? []), [needle, secret]]);
      marks[mixed(start, 0)] = 1;
    }
  return { byStart, marks };
}

// One pass, however many secrets there are: some six hundred spellings in two megabytes took longer than all the rest.
function firstFound(lower: string, { byStart, marks }: Needles): string | undefined {
  for (let at = 0; at + START <= lower.length; at += 1) {
    if (marks[mixed(lower, at)] !== 1) continue;
    const found = byStart.get(lower.slice(at, at + START))?.find(([needle]) => lower.startsWith(needle, at));
    if (found) return found[1];
  }
  return undefined;
}

function mixed(text: string, at: number): number {
  const hash = text.charCodeAt(at) * 40_503 + text.charCodeAt(at + 1) * 2_749;
  return (hash + text.charCodeAt(at + 2) * 211 + text.charCodeAt(at + 3) * 17) & 0xffff;
}

// What stands next to a secret in base64 shares its outermost characters.
function core(text: string): string {
  return text.slice(2, -3);
}

const lawfulTags: ReadonlySet<string> = new Set(
  "details summary code pre h2 h3 p table thead tbody tr th td ul li a em strong br hr".split(" "),
);

function malformedHtml(text: string): string[] {
  const faults: string[] = [];
  const document = parse(text, { onParseError: ({ code, startLine }) => faults.push(`html: ${code} at ${startLine}`) });
  const scripts = elements(document).filter(({ name }) => name === "script").length;
  const handlers = elements(document).filter(({ attributes }) => attributes.some((name) => name.startsWith("on")));
  return [...faults, ...(scripts === 2 ? [] : [`html: ${scripts} scripts`]), ...handlers.map(() => "html: a handler")];
}

function malformedMarkdown(text: string, report: Report): string[] {
  const tags = elements(parseFragment(marked.parse(text, { async: false }))).map(({ name }) => name);
  const folded = tags.filter((name) => name === "details").length;
  const failures = report.rules.filter(({ failure }) => failure !== undefined).length;
  return [
    ...tags.filter((name) => !lawfulTags.has(name)).map((name) => `markdown: <${name}>`),
    ...(folded === failures ? [] : [`markdown: ${folded} details for ${failures} failures`]),
  ];
}

function malformedSarif(text: string, report: Report): string[] {
  const failures = report.rules.filter(({ failure }) => failure !== undefined).length;
  const faults = sarifFaults(text);
  const shownFailures = text.split('"ruleIndex"').length - 1;
  return [
    ...faults,
    ...(shownFailures === failures ? [] : [`sarif: ${shownFailures} results for ${failures} failures`]),
  ];
}

function elements(node: Node): { readonly name: string; readonly attributes: readonly string[] }[] {
  const own = "tagName" in node ? [{ name: node.tagName, attributes: node.attrs.map(({ name }) => name) }] : [];
  return [...own, ...("childNodes" in node ? node.childNodes.flatMap(elements) : [])];
}

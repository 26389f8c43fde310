import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { type Report, renderJunit } from "../../src/index.ts";
import { reportOn } from "../html/reports.ts";
import { sampleReport } from "./sample-report.ts";

const schema = { fileName: "junit.xsd", contents: readFileSync(new URL("junit.xsd", import.meta.url), "utf8") };

/** What the schema has against a text; nothing for a valid one. */
async function faultsOf(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: "report.xml", contents: xml }, schema });
  return errors.map(({ message }) => message);
}

const targets: readonly (readonly [title: string, report: () => Promise<Report>])[] = [
  ["every outcome, with texts of a hostile server", async () => sampleReport],
  ["a conformant server", () => reportOn("base")],
  ["a tie-dropping server", () => reportOn("keyset-time-only")],
  ["a server that departs from a SHOULD, which fails it", () => reportOn("default-5", { level: "should" })],
  ["a run of which most was left out", () => reportOn("base", { rules: ["ordering.*"] })],
];

test.each(targets)("the JUnit report of %s is valid", async (_title, reportOf) => {
  expect(await faultsOf(renderJunit(await reportOf()))).toEqual([]);
});

const faults: readonly (readonly [title: string, good: string | RegExp, bad: string, message: RegExp])[] = [
  ["a skip without its reason", /<skipped message="[^"]*"/, "<skipped", /'message' is required/],
  ["a skip whose reason is blank", /<skipped message="[^"]*"/, '<skipped message=" "', /pattern/],
  ["a count that is none", 'errors="1"', 'errors="one"', /nonNegativeInteger/],
  ["a suite without its tests", / tests="\d+"(?= failures="\d+" errors="\d+" skipped)/, "", /'tests' is required/],
  ["an element that JUnit does not know", /<system-out>[\s\S]*?<\/system-out>/, "<warning/>", /warning/],
  ["an open element", "</testsuites>", "", /end of|Premature/i],
];

test.each(faults)("the schema finds %s", async (_title, good, bad, message) => {
  const xml = renderJunit(sampleReport);
  const planted = xml.replace(good, bad);
  expect(planted).not.toBe(xml);
  expect((await faultsOf(planted)).join("\n")).toMatch(message);
});

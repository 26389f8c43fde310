import { expect, test } from "vitest";
import { asInterrupted } from "../../src/report/judge-report.ts";
import type { Report } from "../../src/report/report.ts";
import { sampleReport } from "../report/sample-report.ts";

const mebibyte = 1024 * 1024;

/** The sample with an answer of a megabyte so many times. */
function largeReport(answers: number, character: string = "x"): Report {
  const [first] = sampleReport.exchanges.filter(({ response }) => response !== undefined);
  if (first?.response === undefined) throw new Error("the sample has no answer");
  const text = character.repeat(mebibyte);
  const response = { ...first.response, body: { ...first.response.body, encoding: "utf8" as const, text } };
  const exchanges = Array.from({ length: answers }, (_, index) => ({ ...first, id: index + 1, response }));
  return { ...sampleReport, exchanges };
}

const bodiesOf = ({ exchanges }: Report): number =>
  exchanges.reduce((sum, { response }) => sum + (response?.body.text.length ?? 0), 0);

test("a run that is interrupted while its report is written holds eight megabytes of bodies, and says so", () => {
  const report = asInterrupted(largeReport(20));
  expect(bodiesOf(report)).toBe(8 * mebibyte);
  expect(report.evidence.left_out).toContain("bodies that an interrupted run had no time to redact and write");
  expect(report.exchanges[19]?.response?.body.truncated).toBe(true);
});

test("characters that take six in a report count as six", () => {
  const report = asInterrupted(largeReport(20, "\u0001"));
  expect(bodiesOf(report)).toBe(2 * mebibyte);
});

test("one with fewer is left as it is", () => {
  const report = asInterrupted(largeReport(3));
  expect(bodiesOf(report)).toBe(3 * mebibyte);
  expect(report.evidence.left_out).toEqual(sampleReport.evidence.left_out);
});

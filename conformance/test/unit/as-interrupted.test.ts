import { expect, test } from "vitest";
import { asInterrupted } from "../../src/report/judge-report.ts";
import type { Report } from "../../src/report/report.ts";
import { largeReport, mebibyte } from "../report/large-report.ts";
import { sampleReport } from "../report/sample-report.ts";

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

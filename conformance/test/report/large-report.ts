import type { Report } from "../../src/report/report.ts";
import { sampleReport } from "./sample-report.ts";

/** Bytes. */
export const mebibyte: number = 1024 * 1024;

/** The sample with an answer of a megabyte so many times. */
export function largeReport(answers: number, character: string = "x"): Report {
  const [first] = sampleReport.exchanges.filter(({ response }) => response !== undefined);
  if (first?.response === undefined) throw new Error("the sample has no answer");
  const text = character.repeat(mebibyte);
  const response = { ...first.response, body: { ...first.response.body, encoding: "utf8" as const, text } };
  const exchanges = Array.from({ length: answers }, (_, index) => ({ ...first, id: index + 1, response }));
  return { ...sampleReport, exchanges };
}

import type { Report } from "../report.ts";
import { verdictSentence } from "../wording/verdict-words.ts";
import { paintFor } from "./paint.ts";

/** The verdict, what it means and what it cost, in one line. */
export function verdictLine(report: Report, hasColour: boolean): string {
  const paint = paintFor(hasColour);
  const paints = { 0: paint.green, 1: paint.red, 3: paint.yellow, 4: paint.red, 130: paint.yellow };
  const word = paint.bold(paints[report.exit_code](report.verdict));
  const seconds = (report.duration_ms / 1000).toFixed(1);
  return `${word}: ${verdictSentence(report)} (exit ${report.exit_code}, ${report.requests} requests, ${seconds} s, seed ${report.target.seed})`;
}

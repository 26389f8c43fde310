import { expect, test } from "vitest";
import type { Recording } from "../../src/recording/recording.ts";
import { recordingOf } from "../../src/report/judge-report.ts";
import { readAhead } from "../../src/running/read-ahead.ts";
import { largeReport } from "../report/large-report.ts";

/** So many answers of which each takes its time to read. */
function manyPages(answers: number): Recording {
  const numbers = JSON.stringify(Array.from({ length: 500_000 }, () => 1));
  const recording = recordingOf(largeReport(answers));
  const exchanges = recording.exchanges.map((exchange, index) => {
    if (exchange.response === undefined) throw new Error("an answer is missing");
    const body = { ...exchange.response.body, text: `{"data":[],"log":[${index},${numbers.slice(1)}}` };
    return { ...exchange, response: { ...exchange.response, body } };
  });
  return { ...recording, exchanges };
}

test("large pages are read with pauses in which a signal is heard", async () => {
  const recording = manyPages(30);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    timer.refresh();
  };
  const timer = setTimeout(count, 0);
  expect(await readAhead(recording, new AbortController().signal)).toBe(recording);
  clearTimeout(timer);
  expect(turns).toBeGreaterThan(3);
});

test("bodies that an interrupted run has no time to read are left out, and the report says so", async () => {
  const { exchanges, leftOut } = await readAhead(manyPages(60), AbortSignal.abort());
  expect(exchanges).toHaveLength(60);
  expect(exchanges.at(0)?.response?.body.truncated).toBe(false);
  expect(exchanges.at(-1)?.response?.body).toMatchObject({ text: "", truncated: true });
  expect(leftOut).toContain("bodies that an interrupted run had no time to redact and write");
});

import { expect, test } from "vitest";
import { judgeReport, runConformance } from "../../src/index.ts";

const mebibyte = 1024 * 1024;

/** What a scanner that starts again at each of its places would go through a million times. */
const pieces: readonly string[] = [
  '\\"',
  '"',
  "\\\\",
  '"a":',
  "at ",
  "at (",
  " ",
  "[key ",
  "src/",
  "%25",
  "&amp;",
  '{"a":',
  "[",
  "1",
  "\u0001",
  JSON.stringify({ stream_key: JSON.stringify({ stream_key: "live_1" }) }),
];

test.each(pieces)(
  "a server that answers everything with 1 MiB of %j is recorded and judged, and its report judged again",
  async (piece) => {
    const body = piece.repeat(Math.ceil(mebibyte / piece.length)).slice(0, mebibyte);
    let answers = 0;
    // Errors are looked through for what they show, pages for what they list; the first ones let the run begin.
    const fetch = (): Response => {
      answers += 1;
      return new Response(body, {
        status: answers < 4 || answers % 2 === 0 ? 200 : 400,
        headers: { "content-type": "application/json" },
      });
    };
    const target = { fetch, liveEntity: "populated", authorization: "uap-0123456789abcdef" };
    const report = await runConformance({ ...target, maxRequests: 30, seed: 1 });
    expect([report.complete, report.summary.errored]).toEqual([true, 0]);
    expect(judgeReport(report).rules).toEqual(report.rules);
  },
);

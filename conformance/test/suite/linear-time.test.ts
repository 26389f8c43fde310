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

const oneSecond = (id: number): object => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
  created_at: "2024-01-01T00:00:00Z",
  updated_at: "2024-01-01T00:00:00Z",
  duration: 1.5,
  entity_id: "populated",
  stream_key: "live_1",
});

/** Pages of a list, whose order may hang on the size. */
function listOf(
  sessions: number,
  atOnce: (size: number) => number,
  isReversed: (size: number) => boolean,
): (request: Request) => Response {
  const ids = Array.from({ length: sessions }, (_, id) => id);
  return (request: Request): Response => {
    const { searchParams: query } = new URL(request.url);
    const [size, from] = [Number(query.get("page_size") ?? 10), Number(query.get("page_token") ?? 0)];
    const ordered = isReversed(size) ? ids.toReversed() : ids;
    const to = from + atOnce(size);
    const data = ordered.slice(from, to).map(oneSecond);
    return Response.json({ data, next_page_token: to < sessions ? String(to) : "" });
  };
}

const target = { liveEntity: "populated", authorization: "uap-0123456789abcdef", seed: 1 };

test("a server that lists sixty thousand sessions of one second, four thousand at a time, is judged to the end", async () => {
  const fetch = listOf(
    60_000,
    () => 4000,
    () => false,
  );
  const report = await runConformance({ ...target, fetch, maxRequests: 60 });
  expect([report.complete, report.rules.filter(({ outcome }) => outcome === "errored")]).toEqual([true, []]);
});

test("of two thousand sessions of one second, those that stand elsewhere at another page size are found", async () => {
  const fetch = listOf(
    2000,
    (size) => size,
    (size) => size !== 100,
  );
  const report = await runConformance({ ...target, fetch });
  expect(report.rules.find(({ id }) => id === "ordering.stable-ties")).toMatchObject({ outcome: "failed" });
});

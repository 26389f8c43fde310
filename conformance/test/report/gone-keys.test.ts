import { beforeAll, expect, test } from "vitest";
import {
  judgeReport,
  type Report,
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  renderPretty,
} from "../../src/index.ts";
import { curlLineOf } from "../../src/report/curl.ts";
import { mutants } from "../mutants/mutants.ts";
import { judgeServer } from "../suite/run-server.ts";

const gone = "# key and data were deleted after the run; --keep-scenario leaves both";

let report: Report;

beforeAll(async () => {
  const mutant = mutants.find(({ name }) => name === "over-maximum-is-500");
  if (!mutant) throw new Error("There is no such mutant.");
  report = await judgeServer(mutant, { seed: 7 });
});

// The script in the HTML report writes such lines, and is not one.
const curlLines = (text: string): string[] => text.split("\n").filter((line) => line.includes("curl -sS"));

test.each([
  ["pretty", renderPretty],
  ["json", renderJson],
  ["junit", renderJunit],
  ["markdown", renderMarkdown],
  ["html", renderHtml],
])("a curl line whose key is gone says so next to it: %s", (_, render) => {
  const lines = curlLines(render(report));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !line.includes(gone))).toEqual([]);
  const kept = { ...report, warnings: ["The scenario 1 was kept: DELETE /scenarios/1 at the provisioner deletes it."] };
  expect(curlLines(render(judgeReport(kept))).filter((line) => line.includes(gone))).toEqual([]);
});

test("so does the line of a key that was taken back on purpose, also where the rest was kept", () => {
  const revoked = report.exchanges.find(({ purpose }) => purpose.key === "leaver");
  if (!revoked) throw new Error("No key was taken back.");
  const line = curlLineOf(revoked, { baseUrls: report.target.base_urls, isDataGone: false });
  expect(line).toMatch(/REVOKED_AUTHORIZATION".* # this key was taken back during the run$/);
});

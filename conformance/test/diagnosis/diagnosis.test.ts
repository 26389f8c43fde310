import { expect, test } from "vitest";
import { renderPretty } from "../../src/report/pretty/render-pretty.ts";
import type { Report } from "../../src/report/report.ts";
import { diagnosisText } from "../../src/report/wording/diagnosis-text.ts";
import { expectFormatsToAgree } from "../suite/formats.ts";
import { judgeServer, rulesThat } from "../suite/run-server.ts";
import { causeServers } from "./servers.ts";

const stopped = "target-stopped";

/** Causes behind everything: one sentence is the whole of what is wrong. */
const isOfAll: ReadonlySet<string> = new Set([stopped, "everything-refused"]);

/** The lines that begin a block of what is wrong, on a terminal. */
function headings(report: Report): string[] {
  return renderPretty(report)
    .split("\n")
    .filter((line) => /^(?:CAUSE|FAILED|WARNED|KNOWN)/.test(line));
}

/** Rules of which a reason says that they failed, though they did not. */
function falselyFailed({ rules }: Report): string[] {
  const failed = new Set(rules.filter(({ failure }) => failure !== undefined).map(({ id }) => id));
  const said = rules.flatMap(({ reason_text: text = "" }) => /^([a-z]+\.[a-z-]+) failed/.exec(text)?.[1] ?? []);
  return said.filter((id) => !failed.has(id));
}

test.concurrent.for(causeServers)(
  "$name is diagnosed: $diagnosis",
  async ({ diagnosis, story, ...server }, { expect: check }) => {
    const report = await judgeServer({ story, ...server }, { seed: 7, level: "should" });
    const [first] = report.diagnoses ?? [];
    check(first?.id, `${story}\n${first ? diagnosisText(first) : rulesThat(report, "failed").join(" ")}`).toBe(
      diagnosis,
    );
    // What is explained stays a failure, in every count.
    const failed = rulesThat(report, "failed");
    check(first?.explains.every((id) => failed.includes(id))).toBe(true);
    check(report.exit_code).toBe(diagnosis === stopped ? 4 : 1);
    check(falselyFailed(report), story).toEqual([]);
    if (isOfAll.has(diagnosis)) check(headings(report), story).toEqual([`CAUSE   ${first?.title}`]);
    expectFormatsToAgree(report, check);
  },
);

test("each cause names another, and no two servers are one", () => {
  expect(new Set(causeServers.map(({ name }) => name)).size).toBe(causeServers.length);
});

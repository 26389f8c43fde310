import { expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { recordingOf } from "../../src/report/judge-report.ts";
import { rules } from "../../src/rules/catalogue.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { judgeRecording } from "../../src/verdict/judge-recording.ts";
import { sampleReport } from "../report/sample-report.ts";

const [template] = rules;

/** A rule that fails, as do those that it depends on. */
function failing(id: string, dependsOn: readonly string[]): Rule {
  if (!template) throw new Error("There is no rule.");
  const failure = { message: `${id} is broken.`, pointer: "", expected: "a", actual: "b", exchanges: [] };
  const judge = (): Finding => ({ outcome: "failed", failure });
  return { ...template, id, dependsOn, modes: ["provisioned"], needs: [], judge };
}

test("“failed” is said only of a rule that did: at the end of a chain, not of one that another explains", () => {
  const chain = [failing("http.safe", []), failing("http.head", ["http.safe"]), failing("http.accept", ["http.head"])];
  const results = judgeRecording(recordingOf(sampleReport), undefined, chain);
  expect(results.map(({ rule, outcome, reason }) => [rule.id, outcome, reason?.text])).toEqual([
    ["http.safe", "failed", undefined],
    ["http.head", "inconclusive", "http.safe failed: http.head is broken."],
    ["http.accept", "inconclusive", "http.safe failed: http.accept is broken."],
  ]);
});

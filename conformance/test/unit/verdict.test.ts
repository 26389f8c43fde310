import { expect, test } from "vitest";
import type { RuleResult } from "../../src/verdict/judge-recording.ts";
import { type Circumstances, judgeResults } from "../../src/verdict/verdict.ts";
import { resultOf } from "./rule-results.ts";

const provisioned: Circumstances = {
  mode: "provisioned",
  level: "MUST",
  isInterrupted: false,
  hasStopped: false,
  staleKnownFailures: [],
  allowsInconclusive: () => false,
};
const readOnly: Circumstances = { ...provisioned, mode: "read-only" };
const mock: Circumstances = { ...provisioned, mode: "mock" };
const strict: Circumstances = { ...provisioned, level: "SHOULD" };
const because = (code: "mode" | "capability" | "condition" | "no-evidence" | "prerequisite") => ({ code, text: "" });

const pass = resultOf("passed");
const fail = resultOf("failed");
const known = resultOf("known_failure");
const open = resultOf("inconclusive", "MUST", because("no-evidence"));
const softOpen = resultOf("inconclusive", "SHOULD", because("no-evidence"));
const dependent = resultOf("inconclusive", "MUST", because("prerequisite"));
const notHere = (code: "mode" | "capability" | "condition") => resultOf("not_applicable", "MUST", because(code));
const warned = resultOf("warned", "SHOULD");
const skipped = resultOf("skipped");
const errored = resultOf("errored");

const table: readonly (readonly [string, readonly RuleResult[], Circumstances, verdict: string, exitCode: number])[] = [
  ["every MUST passed", [pass, pass], provisioned, "conformant", 0],
  ["a SHOULD is not met", [pass, warned], provisioned, "conformant", 0],
  ["a SHOULD could not be proven", [pass, softOpen], provisioned, "conformant", 0],
  ["a SHOULD could not be proven, and counts", [pass, softOpen], strict, "conformant", 3],
  ["a clause whose condition does not hold", [pass, notHere("condition")], provisioned, "conformant", 0],
  ["a capability is missing", [pass, notHere("capability")], provisioned, "partially-proven", 0],
  ["rules were left out", [pass, skipped], provisioned, "partially-proven", 0],
  ["read-only, all that it can show", [pass, notHere("mode")], readOnly, "partially-proven", 0],
  ["read-only, never more than partially proven", [pass, pass], readOnly, "partially-proven", 0],
  ["a MUST could not be proven", [pass, open], provisioned, "partially-proven", 3],
  [
    "one that may stay unproven",
    [pass, open],
    { ...provisioned, allowsInconclusive: () => true },
    "partially-proven",
    0,
  ],
  ["a MUST failed", [pass, fail], provisioned, "non-conformant", 1],
  ["a MUST failed and the suite did too", [pass, fail, errored], provisioned, "non-conformant", 1],
  ["all failures are known", [pass, known], provisioned, "non-conformant", 0],
  ["what depends on a known failure does not fail it", [pass, known, dependent], provisioned, "non-conformant", 0],
  ["something else could not be proven", [pass, known, open], provisioned, "non-conformant", 3],
  ["a dependant without a known failure", [pass, dependent], provisioned, "partially-proven", 3],
  ["a known failure is stale", [pass], { ...provisioned, staleKnownFailures: ["x"] }, "conformant", 1],
  ["a rule of the suite threw", [pass, errored], provisioned, "unknown", 4],
  ["nothing was judged", [], provisioned, "unknown", 3],
  ["everything was left out", [skipped, skipped], provisioned, "unknown", 3],
  ["nothing applies", [notHere("mode")], readOnly, "unknown", 3],
  ["nothing could be proven", [open, open], provisioned, "unknown", 3],
  ["the mock's examples are consistent", [pass, notHere("mode")], mock, "examples-consistent", 0],
  ["an example could not be judged", [pass, open], mock, "partially-proven", 3],
  ["a mock with rules left out", [pass, skipped], mock, "partially-proven", 0],
  ["an example is wrong", [pass, fail], mock, "non-conformant", 1],
  ["interrupted with everything passed", [pass], { ...provisioned, isInterrupted: true }, "unknown", 130],
  ["interrupted with a failure", [pass, fail], { ...provisioned, isInterrupted: true }, "unknown", 130],
];

test.each(table)("%s", (_what, results, circumstances, verdict, exitCode) => {
  const judgement = judgeResults(results, circumstances);
  expect({ verdict: judgement.verdict, exitCode: judgement.exitCode }).toEqual({ verdict, exitCode });
});

test("the summary counts every result once", () => {
  const results = [pass, fail, known, warned, open, notHere("mode"), skipped, errored];
  expect(judgeResults(results, provisioned).summary).toEqual({
    passed: 1,
    failed: 1,
    known_failures: 1,
    warned: 1,
    inconclusive: 1,
    not_applicable: 1,
    skipped: 1,
    errored: 1,
  });
});

import { expect, test } from "vitest";
import { renderSarif } from "../../src/index.ts";
import { sampleReport } from "./sample-report.ts";
import { sarifFaults } from "./sarif-faults.ts";

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
      };
      readonly invocations: readonly [
        {
          readonly exitCode: number;
          readonly toolExecutionNotifications: readonly { associatedRule: { id: string } }[];
        },
      ];
      readonly results: readonly { readonly ruleId: string; readonly level: string; readonly suppressions?: unknown }[];
    },
  ];
}

function runOf(...args: Parameters<typeof renderSarif>): Log["runs"][0] {
  const text = renderSarif(...args);
  expect(sarifFaults(text)).toEqual([]);
  return (JSON.parse(text) as Log).runs[0];
}

test("SARIF has a result for each rule that failed, at the level of its rule, and suppresses those that are known", () => {
  const { results } = runOf(sampleReport);
  expect(results.map(({ ruleId, level, suppressions }) => [ruleId, level, suppressions !== undefined])).toEqual([
    ["ordering.stable-ties", "error", false],
    ["errors.body", "error", true],
    ["http.head", "warning", false],
  ]);
});

test("SARIF tells of an error of the suite as one, and of no result", () => {
  const { results, invocations } = runOf(sampleReport);
  expect(results.map(({ ruleId }) => ruleId)).not.toContain("http.conditional");
  expect(invocations[0]).toMatchObject({
    exitCode: 1,
    toolExecutionNotifications: [{ associatedRule: { id: "http.conditional" } }],
  });
});

test("rules of SARIF lead to their clauses on the site that is given, and nowhere without one", () => {
  const linked = runOf(sampleReport, { siteUrl: "https://docs.example.com/sub" }).tool.driver.rules;
  expect(linked.find(({ id }) => id === "http.head")?.helpUri).toBe(
    "https://docs.example.com/sub/requirements.html#http.head",
  );
  expect(runOf(sampleReport).tool.driver.rules.some(({ helpUri }) => helpUri !== undefined)).toBe(false);
});

test.each(["javascript:alert(1)//", "https://me:secret@docs.example.com/", "docs.example.com"])(
  "nothing leads to %s",
  (siteUrl) => {
    expect(runOf(sampleReport, { siteUrl }).tool.driver.rules.some(({ helpUri }) => helpUri !== undefined)).toBe(false);
  },
);

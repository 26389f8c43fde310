import { expect, test } from "vitest";
import { diffReports, type Report, type ReportRule } from "../../src/index.ts";
import { sampleReport } from "./sample-report.ts";

function reportWith(
  outcomes: Readonly<Record<string, ReportRule["outcome"]>>,
  verdict: Report["verdict"] = "conformant",
): Report {
  const rules = Object.entries(outcomes).map(
    ([id, outcome]): ReportRule => ({
      id,
      since: "1.0.0",
      level: "MUST",
      clauses: [id],
      title: "A sentence.",
      outcome,
    }),
  );
  return { ...sampleReport, rules, verdict };
}

const pass = reportWith({ "http.safe": "passed" });

test("a rule that fails, warns or loses its proof after it had passed is worse", () => {
  for (const outcome of ["failed", "warned", "inconclusive", "errored", "known_failure", "skipped"] as const) {
    expect(diffReports(pass, reportWith({ "http.safe": outcome }))).toMatchObject({ isWorse: true });
    expect(diffReports(reportWith({ "http.safe": outcome }), pass)).toMatchObject({ isWorse: false });
  }
});

test("a rule that is gone is worse, a new one only if it fails", () => {
  expect(diffReports(pass, reportWith({})).changes).toEqual([
    { id: "http.safe", before: "passed", after: undefined, isWorse: true, why: undefined },
  ]);
  expect(diffReports(reportWith({}), pass)).toMatchObject({ isWorse: false });
  expect(diffReports(reportWith({}), reportWith({ "http.safe": "failed" }))).toMatchObject({ isWorse: true });
});

test("a verdict that got worse is worse, whatever the rules say", () => {
  expect(diffReports(pass, reportWith({ "http.safe": "passed" }, "partially-proven"))).toMatchObject({
    isWorse: true,
    changes: [],
  });
});

/** A report of one rule, whose failure an answer of this status decided. */
function failingWith(status: number): Report {
  const [exchange] = sampleReport.exchanges;
  if (!exchange?.response) throw new Error("The sample has no answer.");
  const [failed] = sampleReport.rules.filter(({ outcome }) => outcome === "failed");
  if (!failed?.failure) throw new Error("The sample has no failure.");
  const failure = { ...failed.failure, message: `An unknown id is ${status}.`, exchanges: [exchange.id] };
  return {
    ...sampleReport,
    rules: [{ ...failed, failure }],
    exchanges: [{ ...exchange, response: { ...exchange.response, status } }],
  };
}

test("a rule that failed as 404 and fails as 500 is shown, and is worse; the other way round it is no worse", () => {
  const { changes, isWorse } = diffReports(failingWith(404), failingWith(500));
  expect(changes).toEqual([
    {
      id: "ordering.stable-ties",
      before: "failed",
      after: "failed",
      isWorse: true,
      why: "answered 500 now, 404 before: An unknown id is 500.",
    },
  ]);
  expect(isWorse).toBe(true);
  expect(diffReports(failingWith(500), failingWith(404))).toMatchObject({
    isWorse: false,
    changes: [{ isWorse: false }],
  });
  expect(diffReports(failingWith(500), failingWith(500)).changes).toEqual([]);
});

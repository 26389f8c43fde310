import { inertText, inMarkup } from "../inert-text.ts";
import type { Report, ReportRule } from "../report.ts";
import { withList } from "../with-list.ts";
import { diagnosesOf, diagnosisOf, diagnosisText } from "../wording/diagnosis-text.ts";
import { failureText } from "../wording/failure-text.ts";
import { originLine } from "../wording/origin-text.ts";
import { countsText, evidenceText, sensitivityText, targetText } from "../wording/verdict-words.ts";
import { element, textElement } from "./xml-text.ts";

/**
 * The report as JUnit XML, in the form that Jenkins' schema describes: one suite a family of rules, one case a rule.
 * What has no verdict is skipped, with the reason; a SHOULD that was not met passes with its text as output.
 */
export function renderJunit(given: Report): string {
  const report = withList(given);
  const families = [...new Set(report.rules.map(({ id }) => familyOf(id)))];
  const suites = families.map((family) =>
    suiteOf(
      report,
      family,
      report.rules.filter(({ id }) => familyOf(id) === family),
    ),
  );
  const { skipped: _, ...counts } = countsOf(report.rules);
  const attributes = { name: "live-sessions-conformance", ...counts, time: secondsOf(report.duration_ms) };
  const content = element("testsuites", attributes, `\n${suites.join("\n")}\n`);
  return inertText(`<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`, inMarkup);
}

function suiteOf(report: Report, family: string, rules: readonly ReportRule[]): string {
  const { skipped, ...counts } = countsOf(rules);
  const properties = propertiesOf(report).map(([name, value]) => `  ${element("property", { name, value })}`);
  const cases = rules.map((rule) => caseOf(report, rule));
  const content = ["", element("properties", {}, `\n${properties.join("\n")}\n`), ...cases, ""].join("\n");
  return element("testsuite", { name: `live-sessions.${family}`, ...counts, skipped, time: "0.000" }, content);
}

function propertiesOf(report: Report): (readonly [name: string, value: string])[] {
  const origin = originLine(report);
  return [
    ["verdict", report.verdict],
    ["exit_code", String(report.exit_code)],
    ["target", targetText(report)],
    ["seed", String(report.target.seed)],
    ["evidence", evidenceText(report)],
    ["summary", countsText(report)],
    ...(origin === undefined ? [] : [["run", origin] as const]),
    ["sensitivity", sensitivityText(report)],
    ...diagnosesOf(report).map((diagnosis) => [`cause ${diagnosis.id}`, diagnosisText(diagnosis)] as const),
    ...(report.warnings ?? []).map((sentence) => ["warning", sentence] as const),
    ...report.sensitivity.missed.map(({ fault, why }) => [`missed ${fault}`, why] as const),
    ...report.stale_known_failures.map((sentence) => ["stale known failure", sentence] as const),
  ];
}

function caseOf(report: Report, rule: ReportRule): string {
  const content = contentOf(report, rule);
  const attributes = { name: rule.id, classname: `live-sessions.${familyOf(rule.id)}`, time: "0.000" };
  return element("testcase", attributes, content === "" ? undefined : `\n  ${content}\n`);
}

function contentOf(report: Report, rule: ReportRule): string {
  const { outcome, failure, reason, reason_text: text } = rule;
  const why = `${reason ?? outcome}: ${text ?? "no reason was given"}`;
  switch (outcome) {
    case "passed":
      return "";
    case "failed":
      return textElement(
        "failure",
        { message: messageOf(report, rule) ?? why, type: rule.level },
        failureText(report, rule),
      );
    case "errored":
      return textElement("error", { message: why, type: "suite-fault" }, why);
    case "known_failure":
      return `${element("skipped", { message: `known failure: ${failure?.message ?? ""}` })}\n  ${textElement("system-out", {}, failureText(report, rule))}`;
    case "warned":
      return textElement("system-out", {}, `WARNED, ${failureText(report, rule)}`);
    case "inconclusive":
      return element("skipped", { message: `not proven, ${why}` });
    case "not_applicable":
      return element("skipped", { message: `not applicable, ${why}` });
    case "skipped":
      return element("skipped", { message: why });
  }
}

// One cause reads as one, in as many failures as it has.
function messageOf(report: Report, rule: ReportRule): string | undefined {
  return diagnosisOf(report, rule)?.title ?? rule.failure?.message;
}

type Counts = Readonly<Record<"tests" | "failures" | "errors" | "skipped", number>>;

function countsOf(rules: readonly ReportRule[]): Counts {
  const count = (...outcomes: readonly ReportRule["outcome"][]): number =>
    rules.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    tests: rules.length,
    failures: count("failed"),
    errors: count("errored"),
    skipped: count("known_failure", "inconclusive", "not_applicable", "skipped"),
  };
}

function familyOf(id: string): string {
  return id.split(".", 1)[0] ?? id;
}

function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(3);
}

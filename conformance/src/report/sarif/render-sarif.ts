import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import { clauseLink, type LinkSettings } from "../clause-link.ts";
import { inertJson } from "../inert-text.ts";
import type { Report, ReportRule } from "../report.ts";
import { shortText } from "../short-text.ts";
import { byHarm } from "../wording/by-harm.ts";
import { diagnosisOf } from "../wording/diagnosis-text.ts";
import { originOf } from "../wording/origin-text.ts";

/**
 * The report as SARIF 2.1.0, which code scanning reads: a result for each rule that failed, with what GitHub asks for (a place, a level,
 * a fingerprint that stays the same from run to run). A known failure is a suppressed result; an error of the suite is a
 * notification, and no result.
 */
export function renderSarif(report: Report, links: LinkSettings = {}): string {
  const rules = byHarm(report.rules);
  // A stored report may say the same of two rules, SARIF only once.
  const described = [...new Map(rules.map((rule) => [rule.id, rule])).values()];
  const indexOf = ({ id }: ReportRule): number => described.findIndex((rule) => rule.id === id);
  const { when } = originOf(report);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: shortText(report.suite.name, MAX_NAME),
            version: shortText(report.suite.version, MAX_NAME),
            rules: described.map((rule) => descriptorOf(rule, links)),
          },
        },
        automationDetails: { id: "live-sessions-conformance/" },
        invocations: [
          {
            executionSuccessful: report.exit_code < 4,
            exitCode: report.exit_code,
            exitCodeDescription: report.verdict,
            ...(when === undefined ? {} : { startTimeUtc: new Date(report.started_at ?? "").toISOString() }),
            toolExecutionNotifications: rules.flatMap(notificationOf),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: rules.flatMap((rule) => resultOf(rule, indexOf(rule), report)),
      },
    ],
  };
  return `${inertJson(log)}\n`;
}

const MAX_NAME = 200;
const MAX_MESSAGE = 4000;

type Json = Readonly<Record<string, unknown>>;

function descriptorOf({ id, title, level, clauses }: ReportRule, links: LinkSettings): Json {
  const [clause] = clauses;
  const helpUri = clause === undefined ? undefined : clauseLink(clause, links);
  return {
    id: shortText(id, MAX_NAME),
    shortDescription: { text: shortText(title) },
    help: { text: shortText(`${title} Level ${level}; clauses ${clauses.join(", ")}.`) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: level === "MUST" ? "error" : "warning" },
    properties: { tags: [shortText(id.split(".", 1)[0] ?? id, MAX_NAME)] },
  };
}

function resultOf(rule: ReportRule, ruleIndex: number, report: Report): Json[] {
  const { id, outcome, level, failure } = rule;
  if (!failure) return [];
  const ruleId = shortText(id, MAX_NAME);
  return [
    {
      ruleId,
      ruleIndex,
      level: level === "MUST" ? "error" : "warning",
      message: { text: shortText(messageOf(rule, report), MAX_MESSAGE) },
      locations: [placeOf(report)],
      partialFingerprints: { "conformanceRule/v1": ruleId },
      ...(outcome === "known_failure"
        ? { suppressions: [{ kind: "external", justification: "It is on the list of known failures." }] }
        : {}),
    },
  ];
}

function messageOf(rule: ReportRule, report: Report): string {
  const diagnosis = diagnosisOf(report, rule);
  const [message, likely] = [rule.failure?.message ?? "", rule.failure?.likely_cause ?? ""];
  const advice = diagnosis ? `${diagnosis.title} ${diagnosis.remedy}` : likely;
  return [message, advice].filter((text) => text !== "").join("\n") || "It failed.";
}

// What is wrong is a server, which has no file here: its operation stands for one, the same in every run.
function placeOf({ list }: Report): Json {
  const { path } = list ?? liveSessionsProfile();
  const steps = shortText(path, MAX_NAME)
    .split("/")
    .filter((step) => step !== "")
    .map((step) => encodeURIComponent(step.replace(/\p{Cs}/gu, "\uFFFD")));
  return {
    physicalLocation: { artifactLocation: { uri: steps.join("/") || "list" }, region: { startLine: 1 } },
    logicalLocations: [{ fullyQualifiedName: `GET ${shortText(path, MAX_NAME)}` }],
  };
}

function notificationOf({ id, outcome, reason_text: text }: ReportRule): Json[] {
  if (outcome !== "errored") return [];
  return [
    {
      level: "error",
      message: { text: shortText(text ?? "no reason was given") || "no reason was given" },
      associatedRule: { id: shortText(id, MAX_NAME) },
    },
  ];
}

export type { Diagnosis } from "./diagnosis/diagnosis.ts";
export type { Reason } from "./findings/finding.ts";
export { DeclarationError } from "./profile/declaration-error.ts";
export { readProfile as readListProfile } from "./profile/declare/read-profile.ts";
export type { ReadyProfileName } from "./profile/declare/ready-profiles.ts";
export type { ListProfile } from "./profile/list-profile.ts";
export type { Probes } from "./profile/probes.ts";
export type { Capability, Mode } from "./recording/recording.ts";
export type { LinkSettings } from "./report/clause-link.ts";
export { diffReports, type ReportDifference, type RuleChange } from "./report/diff-reports.ts";
export { renderHtml } from "./report/html/render-html.ts";
export { type JudgeReportOptions, judgeReport } from "./report/judge-report.ts";
export { renderJunit } from "./report/junit/render-junit.ts";
export { renderMarkdown } from "./report/markdown/render-markdown.ts";
export { parseReport, ReportError } from "./report/parse-report.ts";
export { type PrettySettings, renderPretty } from "./report/pretty/render-pretty.ts";
export { renderJson } from "./report/render-json.ts";
export type {
  Report,
  ReportEvidence,
  ReportExchange,
  ReportFailure,
  ReportRule,
  ReportSensitivity,
  ReportTarget,
} from "./report/report.ts";
export type { RunOrigin } from "./report/run-origin.ts";
export { renderSarif } from "./report/sarif/render-sarif.ts";
export type { ConformanceOptions, KeptScenario, ListOptions } from "./running/options.ts";
export { runConformance } from "./running/run-conformance.ts";
export { TargetError } from "./running/target-error.ts";
export { ProvisionerError } from "./scenario/live-sessions/provisioner.ts";
export { ConformanceFailure } from "./testing/conformance-failure.ts";
export {
  type RegisterConformanceOptions,
  type RegisterTest,
  registerConformance,
  type TestBody,
  type TestRunner,
} from "./testing/register-conformance.ts";
export type { FetchFunction } from "./transport/fetch-transport.ts";
export { fetchFromNodeListener } from "./transport/node-listener-fetch.ts";
export { ConfigurationError } from "./verdict/configuration-error.ts";
export type { Outcome } from "./verdict/judge-recording.ts";
export type { KnownFailure } from "./verdict/known-failures.ts";
export type { ExitCode, Summary, Verdict } from "./verdict/verdict.ts";

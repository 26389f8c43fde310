import { contractClauses, suiteVersion } from "../contract/contract-document.ts";
import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import { likelyCause } from "../diagnosis/likely-cause.ts";
import type { WorstFailure } from "../findings/finding.ts";
import { alone } from "../questions/concurrency.ts";
import { lateReplay } from "../questions/tokens.ts";
import { tokenIn } from "../reading/followed-pages.ts";
import { isInProgress } from "../reading/live-sessions/progress.ts";
import { readPage } from "../reading/page-reading.ts";
import { View } from "../reading/view.ts";
import { type Exchange, headerOf } from "../recording/exchange.ts";
import type { Recording } from "../recording/recording.ts";
import type { RuleResult } from "../verdict/judge-recording.ts";
import type { Judgement } from "../verdict/verdict.ts";
import { type CurlContext, curlLineOf, isDataGone } from "./curl.ts";
import { storedCollections, storedCounts } from "./live-sessions/stored-collections.ts";
import { storedPurpose } from "./live-sessions/stored-purpose.ts";
import type { Report, ReportEvidence, ReportExchange, ReportRule, ReportSensitivity, ReportTarget } from "./report.ts";
import type { RunOrigin } from "./run-origin.ts";
import { shortText } from "./short-text.ts";

/** What a report is made of. */
export interface ReportParts {
  readonly recording: Recording;
  readonly results: readonly RuleResult[];
  readonly judgement: Judgement;
  readonly sensitivity: ReportSensitivity;
  readonly level: "MUST" | "SHOULD";
  readonly requests: number;
  readonly durationMs: number;
  readonly isInterrupted: boolean;
  readonly startedAt: string | undefined;
  readonly origin: RunOrigin | undefined;
  readonly warnings: readonly string[];
  readonly diagnoses: readonly Diagnosis[];
  readonly staleKnownFailures: readonly string[];
  readonly allowInconclusive: readonly string[];
}

/** Puts a report together. */
export function writeReport(parts: ReportParts): Report {
  const { recording, results, judgement } = parts;
  const view = new View(recording);
  const { baseUrls, mode } = recording;
  const curlContext = { baseUrls, isDataGone: isDataGone(mode, parts.warnings) };
  return {
    schema_version: "1",
    suite: { name: "@live-sessions/conformance", version: suiteVersion() },
    contract_version: contractClauses().contract_version,
    target: targetOf(parts),
    evidence: evidenceOf(recording),
    verdict: judgement.verdict,
    exit_code: judgement.exitCode,
    summary: judgement.summary,
    sensitivity: { ...parts.sensitivity, missed: parts.sensitivity.missed.map(shortMiss) },
    requests: parts.requests,
    duration_ms: parts.durationMs,
    ...(parts.startedAt === undefined ? {} : { started_at: parts.startedAt }),
    ...(parts.origin === undefined ? {} : { origin: parts.origin }),
    diagnoses: parts.diagnoses,
    warnings: parts.warnings,
    stale_known_failures: parts.staleKnownFailures,
    rules: results.map((result) => ruleOf(result, view, curlContext)),
    exchanges: recording.exchanges.map(exchangeOf),
    ...(recording.list === undefined ? {} : { list: recording.list }),
    complete: true,
  };
}

/** Characters of an id by which reporters look for its session; ids of more are shown in messages alone. */
const MAX_ID = 1000;

function shortMiss({ fault, why }: { readonly fault: string; readonly why: string }): { fault: string; why: string } {
  return { fault, why: shortText(why) };
}

function targetOf({ recording, level, isInterrupted, allowInconclusive }: ReportParts): ReportTarget {
  return {
    base_urls: recording.baseUrls,
    mode: recording.mode,
    level: level === "MUST" ? "must" : "should",
    seed: recording.seed,
    capabilities: recording.capabilities,
    settle_ms: recording.settleMs,
    ...storedCollections(recording.collections),
    interrupted: isInterrupted,
    allow_inconclusive: allowInconclusive,
  };
}

function ruleOf(result: RuleResult, view: View, curlContext: CurlContext): ReportRule {
  const { rule, outcome, compared, reason, failure } = result;
  const exchanges = (failure?.exchanges ?? []).flatMap((id) => view.exchange(id) ?? []);
  return {
    id: rule.id,
    since: rule.since,
    level: rule.level,
    clauses: rule.clauses,
    title: rule.title,
    outcome,
    ...(compared === undefined ? {} : { compared }),
    ...(reason === undefined ? {} : { reason: reason.code, reason_text: shortText(reason.text) }),
    ...(failure === undefined
      ? {}
      : {
          failure: {
            ...withoutMark(failure),
            message: shortText(failure.message),
            pointer: shortText(failure.pointer),
            expected: shortText(failure.expected),
            actual: shortText(failure.actual),
            sessions: (failure.sessions ?? []).map((id) => (id.length > MAX_ID ? "" : id)),
            curl: exchanges.map((exchange) => curlLineOf(exchange, curlContext)),
            likely_cause: likelyCause(rule, exchanges, failure, view) ?? rule.explain(view.words).remedy,
          },
        }),
  };
}

function exchangeOf(exchange: Exchange): ReportExchange {
  const { list: _, ...stored } = exchange;
  return { ...stored, purpose: storedPurpose(exchange.purpose) };
}

function evidenceOf(recording: Recording): ReportEvidence {
  const view = new View(recording);
  const byCollection = new Map<string, Map<string, { second: string; inProgress: boolean }>>();
  for (const { exchange, items } of view.pages) {
    const collection = exchange.purpose.collection ?? "";
    const known = byCollection.get(collection) ?? new Map<string, { second: string; inProgress: boolean }>();
    byCollection.set(collection, known);
    for (const { id, sortTime, members } of items) {
      if (id !== undefined) known.set(id, { second: String(sortTime?.seconds), inProgress: isInProgress(members) });
    }
  }
  const collections = [...byCollection.values()];
  return {
    ...storedCounts(collections.map(({ size }) => size)),
    tied_groups: collections.reduce(
      (sum, sessions) => sum + tiedGroups([...sessions.values()].map(({ second }) => second)),
      0,
    ),
    in_progress: collections.reduce(
      (sum, sessions) => sum + [...sessions.values()].filter(({ inProgress }) => inProgress).length,
      0,
    ),
    walks: view.walks.length,
    pages: view.pages.length,
    instances: recording.baseUrls.length,
    strong_etag: view.pages.some(({ exchange }) => isStrong(exchange.response && headerOf(exchange.response, "etag"))),
    deepest_walk: Math.max(0, ...view.walks.map(({ pages }) => pages.length)),
    ...oldestToken(view),
    left_out: recording.leftOut,
  };
}

function oldestToken(view: View): Pick<ReportEvidence, "oldest_token_s"> {
  const late = view.one(lateReplay);
  const token = late && tokenIn(late);
  const given = view.of(alone).find((exchange) => {
    const page = readPage(exchange);
    return exchange.purpose.clock !== undefined && !("unreadable" in page) && page.nextToken === token;
  });
  const [start, end] = [given, late].map((exchange) => Date.parse(exchange?.purpose.clock ?? ""));
  const seconds = ((end ?? Number.NaN) - (start ?? Number.NaN)) / 1000;
  return seconds >= 0 ? { oldest_token_s: seconds } : {};
}

function isStrong(tag: string | undefined): boolean {
  return tag !== undefined && !tag.startsWith("W/");
}

function tiedGroups(seconds: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const second of seconds) counts.set(second, (counts.get(second) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1).length;
}

function withoutMark({ isOwn: _, ...failure }: WorstFailure): Omit<WorstFailure, "isOwn"> {
  return failure;
}

import { createHash } from "node:crypto";
import type { Exchange, RecordedBody } from "../recording/exchange.ts";
import { INTERRUPTED_BODIES, MAX_INTERRUPTED_CHARACTERS, withoutText } from "../recording/interrupted-bodies.ts";
import type { Recording } from "../recording/recording.ts";
import type { Measure } from "../sensitivity/sensitivity.ts";
import { type JudgingOptions, type RunSettings, settingsOf } from "../verdict/settings.ts";
import { judgeRun } from "./judge-run.ts";
import { collectionsIn } from "./live-sessions/stored-collections.ts";
import { purposeOf } from "./live-sessions/stored-purpose.ts";
import type { Report, ReportExchange } from "./report.ts";

/** How to judge a stored report; what is left out is as it was in the run. */
export type JudgeReportOptions = JudgingOptions;

/** Judges the exchanges of a report again, by the rules of this version; nothing is sent. */
export function judgeReport(report: Report, options: JudgeReportOptions = {}): Report {
  return judgeReportWith(report, options);
}

/** As `judgeReport`, with the measuring of how good the run was given. */
export function judgeReportWith(report: Report, options: JudgeReportOptions, measure?: Measure): Report {
  const facts = {
    requests: report.requests,
    durationMs: () => report.duration_ms,
    isInterrupted: report.target.interrupted,
    startedAt: report.started_at,
    origin: report.origin,
    warnings: report.warnings ?? [],
  };
  return judgeRun(recordingOf(report), facts, settingsFor(report, options), measure);
}

/** The report of a run that was interrupted after its last request: what it would say had it been stopped before. */
export function asInterrupted(report: Report): Report {
  const interrupted = { ...withFewBodies(report), target: { ...report.target, interrupted: true } };
  return judgeReportWith(interrupted, {}, () => report.sensitivity);
}

/** Somebody waits for its end: bodies beyond a limit are left out, and the report says so. */
function withFewBodies(report: Report): Report {
  let leftCharacters = MAX_INTERRUPTED_CHARACTERS;
  const exchanges = report.exchanges.map((exchange) => {
    const { response } = exchange;
    if (response === undefined) return exchange;
    const isKept = leftCharacters > 0;
    if (isKept) leftCharacters -= JSON.stringify(response.body.text).length;
    return isKept ? exchange : { ...exchange, response: { ...response, body: withoutText(response.body) } };
  });
  if (leftCharacters > 0) return report;
  const left_out = [...report.evidence.left_out, INTERRUPTED_BODIES];
  return { ...report, exchanges, evidence: { ...report.evidence, left_out } };
}

/** The recording that a report was judged from. */
export function recordingOf({ target, evidence, exchanges, list: profile }: Report): Recording {
  const list = profile && { profile, baseUrls: target.base_urls };
  const bodies = new Map<string, RecordedBody>();
  return {
    mode: target.mode,
    baseUrls: target.base_urls,
    capabilities: target.capabilities,
    settleMs: target.settle_ms,
    seed: target.seed,
    collections: collectionsIn(target),
    ...(profile === undefined ? {} : { list: profile }),
    exchanges: exchanges.map((exchange) => ({
      ...exchangeOf(exchange, bodies),
      ...(list === undefined ? {} : { list }),
    })),
    leftOut: evidence.left_out,
  };
}

function exchangeOf(exchange: ReportExchange, bodies: Map<string, RecordedBody>): Exchange {
  const { response } = exchange;
  const purpose = purposeOf(exchange.purpose);
  if (!response) return { ...exchange, purpose };
  return { ...exchange, purpose, response: { ...response, body: oneOfEqual(response.body, bodies) } };
}

/** Characters up to which a text is its own key; of longer ones the engine's hash is their length. */
const MAX_KEY = 1000;

const keys = new WeakMap<RecordedBody, string>();

// Equal bodies are one: what is read of one is read of all.
function oneOfEqual(body: RecordedBody, bodies: Map<string, RecordedBody>): RecordedBody {
  const key = keys.get(body) ?? keyOf(body);
  keys.set(body, key);
  const known = bodies.get(key) ?? body;
  bodies.set(key, known);
  return known;
}

function keyOf({ encoding, truncated, bytes, text }: RecordedBody): string {
  const short = text.length > MAX_KEY ? createHash("sha256").update(text).digest("base64") : `text ${text}`;
  return `${encoding} ${truncated} ${bytes} ${short}`;
}

// The report holds which rules were left out and which failures were known, not the patterns that said so.
function settingsFor(report: Report, options: JudgeReportOptions): RunSettings {
  const chosen = settingsOf({
    level: report.target.level,
    allowInconclusive: report.target.allow_inconclusive,
    ...options,
  });
  const withOutcome = (outcome: string): ReadonlySet<string> =>
    new Set(report.rules.filter((rule) => rule.outcome === outcome).map(({ id }) => id));
  const [skipped, known] = [withOutcome("skipped"), withOutcome("known_failure")];
  const isChosenAgain = options.rules !== undefined || options.skipRules !== undefined;
  return {
    ...chosen,
    ...(isChosenAgain ? {} : { isSelected: (id) => !skipped.has(id) }),
    ...(options.knownFailures
      ? {}
      : { isKnownFailure: (id) => known.has(id), staleKnownFailures: () => report.stale_known_failures }),
  };
}

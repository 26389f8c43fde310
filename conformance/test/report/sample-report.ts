import type { Report, ReportRule } from "../../src/index.ts";

const hostile =
  ']]>&lt;<script>alert("1")</script> | `` ``` \u0000\u0007\u001B[31m\uD800\uFFFF @everyone *bold* \u202E\n# heading';

/** A text that breaks XML, Markdown or a terminal where it is not escaped. */
export const hostileText: string = hostile;

function rule(id: string, outcome: ReportRule["outcome"], more: Partial<ReportRule> = {}): ReportRule {
  return { id, since: "1.0.0", level: "MUST", clauses: [id], title: "A sentence.", outcome, ...more };
}

const failure: NonNullable<ReportRule["failure"]> = {
  message: hostile,
  pointer: "/data/0",
  expected: hostile,
  actual: hostile,
  exchanges: [1],
  sessions: [hostile],
  curl: [hostile],
  likely_cause: "A cause.",
};

/** A report with every outcome, whose texts come from a hostile server. */
export const sampleReport: Report = {
  schema_version: "1",
  suite: { name: "@live-sessions/conformance", version: "1.2.3" },
  contract_version: "1.0.0",
  target: {
    base_urls: ["http://127.0.0.1:8080"],
    mode: "provisioned",
    level: "must",
    seed: 7,
    capabilities: ["insert"],
    settle_ms: 0,
    live_entities: [{ name: "populated", id: "e1", account: "owner" }],
    interrupted: false,
    allow_inconclusive: [],
  },
  evidence: {
    live_entities: 1,
    sessions: 2,
    largest_live_entity: 2,
    tied_groups: 1,
    in_progress: 0,
    walks: 1,
    pages: 2,
    instances: 1,
    strong_etag: false,
    left_out: ["large walks: the budget was small"],
  },
  verdict: "non-conformant",
  exit_code: 1,
  summary: {
    passed: 1,
    failed: 1,
    known_failures: 1,
    warned: 1,
    inconclusive: 1,
    not_applicable: 1,
    skipped: 1,
    errored: 1,
  },
  sensitivity: { caught: 39, total: 40, missed: [{ fault: "tie-dropped", why: "no sessions with equal created_at" }] },
  requests: 12,
  duration_ms: 1234,
  stale_known_failures: ["http.accept passes: take it off the list of known failures."],
  rules: [
    rule("ordering.newest-first", "passed", { compared: 3 }),
    rule("ordering.stable-ties", "failed", { failure }),
    rule("errors.body", "known_failure", { failure }),
    rule("http.head", "warned", { level: "SHOULD", failure }),
    rule("http.safe", "inconclusive", { reason: "no-evidence", reason_text: hostile }),
    rule("errors.fault", "not_applicable", { reason: "capability", reason_text: "the provisioner lacks fault" }),
    rule("http.accept", "skipped", { reason: "filtered", reason_text: "it was left out" }),
    rule("http.conditional", "errored", { reason: "suite-fault", reason_text: "TypeError: x" }),
  ],
  exchanges: [
    {
      id: 1,
      purpose: { experiment: "walks", role: "page", entity: "populated", key: "owner" },
      request: { method: "GET", instance: 0, target: "/v1/live_entities/e1/live_sessions", headers: {} },
      response: { status: 500, headers: [], body: { encoding: "utf8", text: hostile, bytes: 10, truncated: false } },
      attempts: 1,
    },
  ],
  complete: true,
};

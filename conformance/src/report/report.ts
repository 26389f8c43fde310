import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import type { Reason } from "../findings/finding.ts";
import type { AskedList } from "../profile/asked-list.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Capability, Mode } from "../recording/recording.ts";
import type { Sensitivity } from "../sensitivity/sensitivity.ts";
import type { Outcome } from "../verdict/judge-recording.ts";
import type { ExitCode, Summary, Verdict } from "../verdict/verdict.ts";
import type { StoredCollections, StoredCounts } from "./live-sessions/stored-collections.ts";
import type { StoredPurpose } from "./live-sessions/stored-purpose.ts";
import type { RunOrigin } from "./run-origin.ts";

/** The JSON report, schema version 1; every other reporter is a view of it. `report.schema.json` is its schema. */
export interface Report {
  readonly schema_version: "1";
  readonly suite: { readonly name: string; readonly version: string };
  readonly contract_version: string;
  readonly target: ReportTarget;
  readonly evidence: ReportEvidence;
  readonly verdict: Verdict;
  /** What the CLI exits with for this report. */
  readonly exit_code: ExitCode;
  readonly summary: Summary;
  readonly sensitivity: ReportSensitivity;
  /** Requests sent to the target and the provisioner, repeated ones included. */
  readonly requests: number;
  readonly duration_ms: number;
  /** When the run began, RFC 3339 in UTC; absent in reports of earlier versions, as are the next three. */
  readonly started_at?: string;
  /** Where the run was made; absent where the environment told of no CI service. */
  readonly origin?: RunOrigin;
  /** What the suite takes to be the cause of failures, the widest first; rules that one explains stay failures in the counts. */
  readonly diagnoses?: readonly Diagnosis[];
  /** What went wrong apart from what was judged: data that could not be deleted, say. One sentence each. */
  readonly warnings?: readonly string[];
  /** Known failures that passed, have expired or match no rule: one sentence each. */
  readonly stale_known_failures: readonly string[];
  readonly rules: readonly ReportRule[];
  readonly exchanges: readonly ReportExchange[];
  /** The list that was judged; absent for live sessions. */
  readonly list?: ListProfile;
  /** Last, so that a report that was cut short shows. */
  readonly complete: true;
}

/** What was judged, and how. */
export interface ReportTarget extends StoredCollections {
  readonly base_urls: readonly string[];
  readonly mode: Mode;
  readonly level: "must" | "should";
  readonly seed: number;
  readonly capabilities: readonly Capability[];
  readonly settle_ms: number;
  readonly interrupted: boolean;
  readonly allow_inconclusive: readonly string[];
}

/** What data was there to judge by. */
export interface ReportEvidence extends StoredCounts {
  /** Groups of sessions with equal sort keys. */
  readonly tied_groups: number;
  readonly in_progress: number;
  readonly walks: number;
  readonly pages: number;
  readonly instances: number;
  readonly strong_etag: boolean;
  /** Pages of the walk that went deepest; absent in reports of earlier versions. */
  readonly deepest_walk?: number;
  /** Seconds from the gift of a page token to its use, of the oldest one that was used on purpose. */
  readonly oldest_token_s?: number;
  /** What a budget or the data made the run leave out, one sentence each. */
  readonly left_out: readonly string[];
}

/** How many planted faults the run would have caught on this data. */
export type ReportSensitivity = Sensitivity;

/** One rule's outcome. */
export interface ReportRule {
  readonly id: string;
  readonly since: string;
  readonly level: "MUST" | "SHOULD";
  readonly clauses: readonly string[];
  readonly title: string;
  readonly outcome: Outcome;
  /** Comparisons that a pass rests on. */
  readonly compared?: number;
  /** Why there is no verdict; readers must expect codes that they do not know. */
  readonly reason?: Reason;
  readonly reason_text?: string;
  readonly failure?: ReportFailure;
}

/** What is wrong, where, and how to see it again. */
export interface ReportFailure {
  readonly message: string;
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
  readonly exchanges: readonly number[];
  readonly sessions: readonly string[];
  /** The requests as shell commands; the key is `$LIVE_SESSIONS_AUTHORIZATION`. */
  readonly curl: readonly string[];
  readonly likely_cause: string;
  /** Comparisons of the rule that failed, and all of them; absent in reports of earlier versions, as is the next. */
  readonly failed?: number;
  readonly compared?: number;
  /** One line for each way in which others failed. */
  readonly others?: readonly string[];
}

/** One request and what came of it, secrets replaced. */
export interface ReportExchange extends Omit<Exchange, "purpose" | "list"> {
  readonly purpose: StoredPurpose;
  /** In memory alone, while a report is shown. */
  readonly list?: AskedList;
}

import type { Finding } from "../judging/finding.ts";
import type { View } from "../judging/view.ts";
import type { Capability, Mode } from "../recording/recording.ts";

/** What `explain` prints. */
export interface Explanation {
  /** Who is hurt when the clause is broken. */
  readonly why: string;
  /** Which requests are made, and what is compared. */
  readonly probe: string;
  /** An answer that fails. */
  readonly example: string;
  /** Where the cause usually is. */
  readonly remedy: string;
}

/** One question to a recording. Its id is for ever. */
export interface Rule {
  /** Family and name, as in the path of its file. */
  readonly id: string;
  /** Contract version that brought it. */
  readonly since: string;
  readonly level: "MUST" | "SHOULD";
  /** Clauses of the contract that it proves. */
  readonly clauses: readonly string[];
  /** A sentence of the contract. */
  readonly title: string;
  readonly modes: readonly Mode[];
  /** What the provisioner must be able to do. */
  readonly needs?: readonly Capability[];
  /** Experiments whose exchanges it reads. */
  readonly experiments: readonly string[];
  /** Rules whose failure explains one of this rule's: it is then inconclusive instead of a second red line. */
  readonly dependsOn?: readonly string[];
  readonly explanation: Explanation;
  /** A pure function of the recording. */
  judge(view: View): Finding;
}

/** Experiments that walk, in any mode. */
export const walkExperiments: readonly string[] = ["walks", "walks-hundred", "walks-large", "walks-small"];

/** What shows, read-only, which sessions came and went while the others were made. */
export const driftExperiments: readonly string[] = ["walks", "closing"];

/** Every experiment, for rules that look at all answers. */
export const everyExperiment: readonly string[] = ["*"];

import type { Finding } from "../findings/finding.ts";
import type { FactName, PagingStyle } from "../profile/list-profile.ts";
import type { ListWords } from "../profile/words.ts";
import type { Question } from "../questions/question.ts";
import type { View } from "../reading/view.ts";
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

/** What a run may have been given or not; a provisioned one has all but several instances. */
export type Requirement =
  | "instances"
  | "other collection"
  | "empty collection"
  | "foreign collection"
  | "unsafe methods";

/** What a rule is for a list that is not the contract's own. */
export interface RuleForLists {
  readonly title: string;
  /** Facts without which it has nothing to compare with. */
  readonly facts?: readonly FactName[];
  /** The styles of paging that it is about; default all. */
  readonly styles?: readonly PagingStyle[];
  /** A fact that makes a MUST of it; where nobody declared that, it is advice. */
  readonly mustBy?: FactName;
  /** Those of its questions that are hostile, and so asked only where that was allowed; without one of them it judges nothing. */
  readonly hostile?: readonly Question[];
}

/** One question to a recording, as its file has it. The file's path is its id, and the clause of that id says the rest. */
export interface RuleDefinition {
  /** Contract version that brought it, if that is not the first one. */
  readonly since?: string;
  /** Clauses of the contract that it proves, if that is not the one of its id alone. */
  readonly clauses?: readonly string[];
  readonly modes: readonly Mode[];
  /** What the provisioner must be able to do. */
  readonly needs?: readonly Capability[];
  /** What a run must have been given for it, besides its mode. */
  readonly requires?: Requirement;
  /** What the target itself must do for it to be applicable, in words that begin with "if". */
  readonly appliesIf?: string;
  /** The questions whose answers it reads: a run asks those of the rules that are selected. */
  readonly reads: readonly Question[] | "everything";
  /** Rules whose failure explains one of this rule's: it is then inconclusive instead of a second red line. */
  readonly dependsOn?: readonly string[];
  /** What `explain` prints, or what makes it of a list's words. */
  readonly explanation: Explanation | ((words: ListWords) => Explanation);
  /** How it judges lists that are not the contract's own; without it only live sessions have what it looks at. */
  readonly forLists?: RuleForLists;
  /** A pure function of the recording. */
  judge(view: View): Finding;
}

/** A definition with what its clause says. */
export interface Rule extends Omit<RuleDefinition, "explanation"> {
  /** Family and name, as in the path of its file; for ever. */
  readonly id: string;
  readonly since: string;
  readonly level: "MUST" | "SHOULD";
  readonly clauses: readonly string[];
  /** The clause in a few words. */
  readonly title: string;
  /** What `explain` prints, in a list's words. */
  explain(words: ListWords): Explanation;
}

/** True for a rule that reads what an experiment asks. */
export function readsExperiment(rule: Rule, experiment: string): boolean {
  return rule.reads === "everything" || rule.reads.some((question) => question.experiment === experiment);
}

/** Why a rule has no verdict. Readers of a report must expect this list to grow. */
export type Reason =
  | "mode"
  | "capability"
  | "profile"
  | "undeclared"
  | "condition"
  | "entity"
  | "no-evidence"
  | "no-answer"
  | "busy"
  | "budget"
  | "interrupted"
  | "prerequisite"
  | "drift"
  | "filtered"
  | "provisioner"
  | "suite-fault";

/** What is wrong, where, and by which exchanges it can be seen. */
export interface Failure {
  /** One sentence that names the values. */
  readonly message: string;
  /** JSON pointer into the body of the exchange named that shows the session, the last one if none does; `""` is the whole answer. */
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
  /** Ids of the exchanges that show it, the decisive one last. */
  readonly exchanges: readonly number[];
  /** Sessions that it is about, so that reporters can mark them. */
  readonly sessions?: readonly string[];
  /** True for a refusal that no failure of another rule explains. */
  readonly isOwn?: true;
}

/** A failure that stands for all of its rule, and what the others were. */
export interface WorstFailure extends Failure {
  readonly failed: number;
  readonly compared: number;
  /** One line for each way in which others failed, with their probes. */
  readonly others: readonly string[];
}

/** What a rule found, before levels and known failures are looked at. */
export type Finding =
  | { readonly outcome: "passed"; readonly compared: number }
  | {
      readonly outcome: "failed";
      readonly failure: Failure;
      /** Further failures, as far as they were kept. */
      readonly others?: readonly Failure[];
      /** Comparisons that failed, and all of them. */
      readonly failed?: number;
      readonly compared?: number;
    }
  | { readonly outcome: "inconclusive" | "not-applicable"; readonly reason: Reason; readonly text: string };

import type { Outcome } from "../../verdict/judge-recording.ts";
import type { ExitCode, Summary, Verdict } from "../../verdict/verdict.ts";
import { type Html, html } from "./html-text.ts";

/** How an outcome is shown: never by colour alone. */
export interface OutcomeText {
  readonly outcome: Outcome;
  readonly count: keyof Summary;
  readonly label: string;
  readonly sentence: string;
  /** Path of its symbol in a box of 16 by 16. */
  readonly path: string;
}

/** Every outcome, what has to be looked at first. */
export const outcomeTexts: readonly OutcomeText[] = [
  {
    outcome: "failed",
    count: "failed",
    label: "failed",
    sentence: "the target does not keep it",
    path: "M5 1h6l4 4v6l-4 4H5l-4-4V5zM5.5 5.5l5 5m0-5l-5 5",
  },
  {
    outcome: "known_failure",
    count: "known_failures",
    label: "known failure",
    sentence: "fails, as the list of known failures says",
    path: "M5 1h6l4 4v6l-4 4H5l-4-4V5zM5 8h6",
  },
  {
    outcome: "errored",
    count: "errored",
    label: "errored",
    sentence: "an error of the suite itself",
    path: "M2 2h12v12H2zM8 4.5v4.5M8 11v.5",
  },
  {
    outcome: "warned",
    count: "warned",
    label: "warned",
    sentence: "a SHOULD that is not met",
    path: "M8 1.5L15 14H1zM8 6v4M8 11.8v.4",
  },
  {
    outcome: "inconclusive",
    count: "inconclusive",
    label: "inconclusive",
    sentence: "could not be proven, though it is within reach",
    path: "M8 1l7 7-7 7-7-7zM6.3 6.6a1.8 1.8 0 1 1 2.4 1.6q-.7.3-.7 1M8 11v.4",
  },
  {
    outcome: "not_applicable",
    count: "not_applicable",
    label: "not applicable",
    sentence: "beyond the mode, the capabilities or what the target has",
    path: "M3 8h10",
  },
  {
    outcome: "skipped",
    count: "skipped",
    label: "skipped",
    sentence: "left out by --rule or --skip-rule",
    path: "M3 4l4 4-4 4M8 4l4 4-4 4",
  },
  {
    outcome: "passed",
    count: "passed",
    label: "passed",
    sentence: "compared, and right",
    path: "M8 1a7 7 0 1 0 .01 0zM4.8 8.2l2.3 2.3 4.2-4.6",
  },
];

const unknownOutcome = { label: "unknown outcome", sentence: "this page does not know it", path: "M3 8h10" };

/** The text of an outcome; reports of later versions may have others. */
export function outcomeText(outcome: string): Omit<OutcomeText, "outcome" | "count"> {
  return outcomeTexts.find((text) => text.outcome === outcome) ?? unknownOutcome;
}

/** The symbol of an outcome, for eyes only: its label stands next to it. */
export function outcomeSymbol(outcome: string): Html {
  const { path } = outcomeText(outcome);
  return html`<svg class="symbol o-${outcome}" width="18" height="18" viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
}

/** The outcome whose colour and symbol a verdict takes: only a whole proof is green. */
export const verdictOutcomes: Readonly<Record<Verdict, Outcome>> = {
  conformant: "passed",
  "partially-proven": "inconclusive",
  "non-conformant": "failed",
  "examples-consistent": "inconclusive",
  unknown: "errored",
};

/** What an exit code means. */
export const exitCodeTexts: Readonly<Record<ExitCode, string>> = {
  0: "every MUST within the reach of this mode passed, or every failure is known",
  1: "the target does not conform, or the list of known failures is stale",
  3: "nothing failed, but a MUST within reach could not be proven",
  4: "the target or the provisioner could not be used, or the suite itself failed",
  130: "the run was interrupted",
};

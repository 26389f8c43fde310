import type { Finding, Reason, WorstFailure } from "../findings/finding.ts";
import { worstFailure } from "../findings/worst-failure.ts";
import { foreignItem } from "../reading/ownership.ts";
import { View } from "../reading/view.ts";
import type { Recording } from "../recording/recording.ts";
import { rules as allRules } from "../rules/catalogue.ts";
import type { Rule } from "../rules/rule.ts";
import { asRuleOf, inapplicableTo } from "./rules-of-lists.ts";

/** How a rule ended. */
export type Outcome =
  | "passed"
  | "failed"
  | "known_failure"
  | "warned"
  | "inconclusive"
  | "not_applicable"
  | "skipped"
  | "errored";

/** A rule's verdict on a recording. */
export interface RuleResult {
  readonly rule: Rule;
  readonly outcome: Outcome;
  /** Comparisons that a pass rests on. */
  readonly compared?: number;
  readonly reason?: { readonly code: Reason; readonly text: string };
  readonly failure?: WorstFailure;
}

/** What is judged, and how strictly. */
export interface JudgeSettings {
  /** Lowest level whose failure fails the run. */
  readonly level: "MUST" | "SHOULD";
  /** False for rules that were left out. */
  readonly isSelected: (ruleId: string) => boolean;
  /** True for rules whose failure is known, and lawful for now. */
  readonly isKnownFailure: (ruleId: string) => boolean;
}

/** Every rule at its strictest, nothing left out. */
const everything: JudgeSettings = { level: "MUST", isSelected: () => true, isKnownFailure: () => false };

/** Judges a recording: a pure function, so that a stored report can be judged again. */
export function judgeRecording(
  recording: Recording,
  settings: JudgeSettings = everything,
  contractRules: readonly Rule[] = allRules,
): RuleResult[] {
  const view = new View(recording);
  const rules = view.isLiveSessions ? contractRules : contractRules.map((rule) => asRuleOf(view.profile, rule));
  const findings = new Map<string, Finding | { readonly outcome: "errored"; readonly text: string }>();
  const provesNothing = recording.mode !== "mock" && !hasControl(view);
  for (const rule of rules) {
    const finding = applicableFinding(rule, view);
    findings.set(rule.id, provesNothing && finding.outcome === "passed" ? unproven : finding);
  }
  return rules.map((rule) => {
    if (!settings.isSelected(rule.id)) return skipped(rule);
    return resultOf(
      rule,
      findings.get(rule.id) ?? { outcome: "errored", text: "it was not judged" },
      { view, findings, rules },
      settings,
    );
  });
}

/** What a rule's result depends on besides its own finding. */
interface Others {
  readonly view: View;
  readonly findings: ReadonlyMap<string, { readonly outcome: string }>;
  readonly rules: readonly Rule[];
}

const unproven: Finding = {
  outcome: "inconclusive",
  reason: "no-evidence",
  text: "no request at all listed a session of its entity, so nothing that was refused or left out proves anything",
};

/** True when some session that exists was listed: a server that refuses everything, or lists nothing, passes nothing. */
function hasControl(view: View): boolean {
  return view.pages.some(({ exchange, items }) => {
    const isOwn = items.length > 0 && foreignItem(view, exchange, items) === undefined;
    return (
      isOwn && (view.known === undefined || items.some(({ id }) => view.known?.collectionsOf(id ?? "") !== undefined))
    );
  });
}

/** What a rule finds, or why it does not apply to this run. */
export function applicableFinding(rule: Rule, view: View): Finding | { outcome: "errored"; text: string } {
  const { mode, capabilities } = view.recording;
  if (!rule.modes.includes(mode))
    return { outcome: "not-applicable", reason: "mode", text: `mode ${mode} cannot show it` };
  const inapplicable = view.isLiveSessions ? undefined : inapplicableTo(view, rule);
  if (inapplicable) return inapplicable;
  const missing = mode === "provisioned" ? rule.needs?.find((need) => !capabilities.includes(need)) : undefined;
  if (missing)
    return { outcome: "not-applicable", reason: "capability", text: `the provisioner lacks the capability ${missing}` };
  try {
    return rule.judge(view);
  } catch (error) {
    return { outcome: "errored", text: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

function resultOf(
  rule: Rule,
  finding: Finding | { readonly outcome: "errored"; readonly text: string },
  others: Others,
  settings: JudgeSettings,
): RuleResult {
  switch (finding.outcome) {
    case "passed":
      return { rule, outcome: "passed", compared: finding.compared };
    case "failed":
      return failedResult(rule, worstFailure(others.view, finding), others, settings);
    case "errored":
      return { rule, outcome: "errored", reason: { code: "suite-fault", text: finding.text } };
    default: {
      const outcome = finding.outcome === "inconclusive" ? "inconclusive" : "not_applicable";
      return { rule, outcome, reason: { code: finding.reason, text: finding.text } };
    }
  }
}

// A failure that another one explains is not a second red line.
function failedResult(rule: Rule, failure: WorstFailure, others: Others, settings: JudgeSettings): RuleResult {
  const cause = failure.isOwn ? undefined : failedPrerequisite(rule, others);
  if (cause !== undefined) {
    const text = settings.isSelected(cause) ? `${cause} failed` : `${cause}, which was left out, would fail`;
    return { rule, outcome: "inconclusive", reason: { code: "prerequisite", text: `${text}: ${failure.message}` } };
  }
  if (settings.isKnownFailure(rule.id)) return { rule, outcome: "known_failure", failure };
  const fails = rule.level === "MUST" || settings.level === "SHOULD";
  return { rule, outcome: fails ? "failed" : "warned", failure };
}

/** The rule whose failure explains another one's: not one that is itself explained so. */
function failedPrerequisite(rule: Rule, others: Others): string | undefined {
  const id = rule.dependsOn?.find((other) => others.findings.get(other)?.outcome === "failed");
  const itself = others.rules.find((other) => other.id === id);
  return itself ? (failedPrerequisite(itself, others) ?? id) : id;
}

function skipped(rule: Rule): RuleResult {
  return { rule, outcome: "skipped", reason: { code: "filtered", text: "it was left out by --rule or --skip-rule" } };
}

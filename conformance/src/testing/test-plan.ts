import type { Mode } from "../recording/recording.ts";
import type { Rule } from "../rules/rule.ts";
import type { ConformanceOptions } from "../running/options.ts";
import { matchesGlob } from "../verdict/glob.ts";
import { conditionsOfTarget, unmetCondition } from "./unmet-condition.ts";

/** One test of one rule, as far as it is known before the run. */
export interface PlannedTest {
  readonly rule: Rule;
  readonly title: string;
  /** False when mode and options cannot show the rule, whatever the target does. */
  readonly isWithinReach: boolean;
}

/** The tests of a run; rules that were left out by `rules` or `skipRules` have none. */
export function planTests(options: ConformanceOptions, rules: readonly Rule[]): PlannedTest[] {
  const mode = modeOf(options);
  return rules.filter(({ id }) => isSelected(options, id)).map((rule) => planTest(rule, mode, options));
}

function planTest(rule: Rule, mode: Mode, options: ConformanceOptions): PlannedTest {
  const unmet = rule.modes.includes(mode) ? unmetCondition(rule.id, options) : `mode ${mode}`;
  const isWithinReach = unmet === undefined;
  const ofTarget = conditionsOfTarget[rule.id];
  const remarks = [
    ...(isWithinReach ? [] : [`not applicable: ${unmet}`]),
    ...(isWithinReach && mode === "provisioned" && rule.needs
      ? [`if the provisioner can ${rule.needs.join(" and ")}`]
      : []),
    ...(isWithinReach && ofTarget !== undefined ? [ofTarget] : []),
    ...(rule.level === "SHOULD" && options.level !== "should" ? ["SHOULD: a warning, no failure"] : []),
    ...knownRemark(options, rule.id),
  ];
  const remark = remarks.length === 0 ? "" : ` [${remarks.join("; ")}]`;
  return { rule, isWithinReach, title: `${rule.id}: ${rule.title}${remark}` };
}

function knownRemark(options: ConformanceOptions, id: string): string[] {
  const known = options.knownFailures?.find(({ rule }) => matchesGlob(rule, id));
  return known ? [`known failure: ${known.reason}`] : [];
}

function isSelected({ rules, skipRules }: ConformanceOptions, id: string): boolean {
  const matchesAny = (patterns: readonly string[]): boolean => patterns.some((pattern) => matchesGlob(pattern, id));
  const isChosen = rules === undefined || rules.length === 0 || matchesAny(rules);
  return isChosen && !matchesAny(skipRules ?? []);
}

function modeOf({ mock, provisioner }: ConformanceOptions): Mode {
  if (mock === true) return "mock";
  return provisioner === undefined ? "read-only" : "provisioned";
}

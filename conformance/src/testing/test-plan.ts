import type { Mode } from "../recording/recording.ts";
import type { Rule } from "../rules/rule.ts";
import { modeOf } from "../running/mode.ts";
import type { ConformanceOptions } from "../running/options.ts";
import { matchesGlob } from "../verdict/glob.ts";
import { asRuleOf, unjudgedOf } from "../verdict/rules-of-lists.ts";
import { isSelectedBy } from "../verdict/settings.ts";
import { unmetCondition } from "./unmet-condition.ts";

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
  const selected = rules.filter(({ id }) => isSelectedBy(options, id));
  const { list } = options;
  return selected.map((rule) => planTest(list ? asRuleOf(list.profile, rule) : rule, mode, options));
}

function planTest(rule: Rule, mode: Mode, options: ConformanceOptions): PlannedTest {
  const unmet = rule.modes.includes(mode) ? unmetBy(rule, options) : `mode ${mode}`;
  const isWithinReach = unmet === undefined;
  const remarks = [
    ...(isWithinReach ? [] : [`not applicable: ${unmet}`]),
    ...(isWithinReach && mode === "provisioned" && rule.needs
      ? [`if the provisioner can ${rule.needs.join(" and ")}`]
      : []),
    ...(isWithinReach && rule.appliesIf !== undefined ? [rule.appliesIf] : []),
    ...(rule.level === "SHOULD" && options.level !== "should" ? ["SHOULD: a warning, no failure"] : []),
    ...knownRemark(options, rule.id),
  ];
  const remark = remarks.length === 0 ? "" : ` [${remarks.join("; ")}]`;
  return { rule, isWithinReach, title: `${rule.id}: ${rule.title}${remark}` };
}

function unmetBy(rule: Rule, options: ConformanceOptions): string | undefined {
  const { list } = options;
  const unjudged = list && unjudgedOf(list.profile, rule, list.probes ?? "walk");
  return unjudged ?? unmetCondition(rule, options);
}

function knownRemark(options: ConformanceOptions, id: string): string[] {
  const known = options.knownFailures?.find(({ rule }) => matchesGlob(rule, id));
  return known ? [`known failure: ${known.reason}`] : [];
}

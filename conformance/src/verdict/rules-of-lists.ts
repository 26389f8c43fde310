import type { Finding } from "../findings/finding.ts";
import { observedOf } from "../findings/observed-facts.ts";
import type { FactName, ListProfile } from "../profile/list-profile.ts";
import type { Probes } from "../profile/probes.ts";
import { configurationOf, lackingFacts } from "../profile/undeclared.ts";
import type { View } from "../reading/view.ts";
import type { Rule } from "../rules/rule.ts";

/** A rule as it stands for a list: its sentence is about items, and what nobody declared is advice. */
export function asRuleOf(profile: ListProfile, rule: Rule): Rule {
  const { forLists } = rule;
  if (!forLists) return rule;
  const isAdvice = forLists.mustBy !== undefined && lackingFacts(profile, [forLists.mustBy]).length > 0;
  return { ...rule, title: forLists.title, level: isAdvice ? "SHOULD" : rule.level };
}

function wasAsked(view: View, { forLists }: Rule): boolean {
  return view.of(...(forLists?.hostile ?? [])).length > 0;
}

/** Why a rule does not judge a list; undefined when it does. */
export function inapplicableTo(view: View, rule: Rule): Finding | undefined {
  const { profile } = view;
  const reason = outOfReach(profile, rule, wasAsked(view, rule) ? "all" : "walk");
  if (reason !== undefined) return { outcome: "not-applicable", reason: "profile", text: reason };
  const lacking = lackingFacts(profile, rule.forLists?.facts ?? []);
  if (lacking.length === 0) return undefined;
  const observed = observedOf(view, lacking);
  const text = `${undeclared(lacking)}${observed === undefined ? "" : ` (${observed})`}`;
  return { outcome: "not-applicable", reason: "undeclared", text };
}

/** Why no run of a list judges a rule, whatever the list does; undefined where one may. */
export function unjudgedOf(profile: ListProfile, rule: Rule, probes: Probes): string | undefined {
  const lacking = lackingFacts(profile, rule.forLists?.facts ?? []);
  return outOfReach(profile, rule, probes) ?? (lacking.length === 0 ? undefined : undeclared(lacking));
}

function outOfReach({ paging }: ListProfile, { forLists }: Rule, probes: Probes): string | undefined {
  if (!forLists) return "only live sessions have what it looks at";
  if (forLists.styles && !forLists.styles.includes(paging.style))
    return `lists of style ${paging.style} have no such thing`;
  if (forLists.hostile !== undefined && probes === "walk") return "its requests are sent with --probes all alone";
  return undefined;
}

function undeclared(facts: readonly FactName[]): string {
  return `nobody declared it; it would be judged with ${configurationOf(facts)}`;
}

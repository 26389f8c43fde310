import type { Finding } from "../findings/finding.ts";
import { observedOf } from "../findings/observed-facts.ts";
import type { ListProfile } from "../profile/list-profile.ts";
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

function wasAsked(view: View, reads: Rule["reads"]): boolean {
  return reads === "everything" || view.of(...reads).length > 0;
}

/** Why a rule does not judge a list; undefined when it does. */
export function inapplicableTo(view: View, { forLists, reads }: Rule): Finding | undefined {
  if (!forLists)
    return { outcome: "not-applicable", reason: "profile", text: "only live sessions have what it looks at" };
  const { profile } = view;
  const { style } = profile.paging;
  if (forLists.styles && !forLists.styles.includes(style))
    return { outcome: "not-applicable", reason: "profile", text: `lists of style ${style} have no such thing` };
  if (forLists.isHostile === true && !wasAsked(view, reads))
    return { outcome: "not-applicable", reason: "profile", text: "its requests are sent with --probes all alone" };
  const lacking = lackingFacts(profile, forLists.facts ?? []);
  if (lacking.length === 0) return undefined;
  const observed = observedOf(view, lacking);
  const text = `nobody declared it; it would be judged with ${configurationOf(lacking)}${observed === undefined ? "" : ` (${observed})`}`;
  return { outcome: "not-applicable", reason: "undeclared", text };
}

import type { Report, ReportRule } from "../report.ts";

/** Rules without a verdict for the same reason. */
export interface UnprovenGroup {
  readonly reason: string;
  readonly rules: readonly string[];
}

/** What stayed unproven: rules within reach first, then what is beyond the mode, the data or the selection. */
export interface Unproven {
  readonly inconclusive: readonly UnprovenGroup[];
  readonly notApplicable: readonly UnprovenGroup[];
  readonly skipped: readonly UnprovenGroup[];
  readonly errored: readonly UnprovenGroup[];
}

/** Groups the rules without a verdict by their reason. */
export function unprovenOf(report: Report): Unproven {
  const by = (outcome: ReportRule["outcome"]): UnprovenGroup[] =>
    grouped(report.rules.filter((rule) => rule.outcome === outcome));
  return {
    inconclusive: by("inconclusive"),
    notApplicable: by("not_applicable"),
    skipped: by("skipped"),
    errored: by("errored"),
  };
}

function grouped(rules: readonly ReportRule[]): UnprovenGroup[] {
  const groups = new Map<string, string[]>();
  for (const rule of rules) groups.set(reasonOf(rule), [...(groups.get(reasonOf(rule)) ?? []), rule.id]);
  return [...groups].map(([reason, ids]) => ({ reason, rules: ids }));
}

// What a rule found that another one's failure explains differs from rule to rule; the cause is what they share.
function reasonOf({ reason, reason_text: text }: ReportRule): string {
  if (reason === "prerequisite" && text !== undefined) return text.split(": ", 1)[0] ?? text;
  return text ?? reason ?? "no reason was given";
}

import type { Report } from "../report.ts";

/** Planted faults that were missed for the same reason. */
export interface MissedFaults {
  readonly why: string;
  readonly faults: readonly string[];
}

/** The planted faults that no rule found, by what the data lacked. */
export function missedFaults({ sensitivity }: Report): readonly MissedFaults[] {
  const groups = new Map<string, string[]>();
  for (const { fault, why } of sensitivity.missed) groups.set(why, [...(groups.get(why) ?? []), fault]);
  return [...groups].map(([why, faults]) => ({ why, faults }));
}

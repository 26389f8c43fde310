import type { View } from "../reading/view.ts";
import type { Finding } from "./finding.ts";

const notGivenTexts = {
  sibling: "no second live entity was given",
  empty: "no live entity without sessions was given (--empty-live-entity)",
  foreign: "no live entity of another account was given (--foreign-live-entity)",
} as const;

/** Why what a collection shows does not apply to a run; undefined where it was given one. */
export function notGiven(view: View, name: keyof typeof notGivenTexts): Finding | undefined {
  if (view.collection(name) !== undefined) return undefined;
  return { outcome: "not-applicable", reason: "entity", text: notGivenTexts[name] };
}

/** Why what other methods do does not apply to a run; undefined where they are always tried. */
export function notTried(view: View): Finding | undefined {
  if (view.mode !== "read-only") return undefined;
  const text = "other methods are tried on a real deployment with --allow-unsafe-methods only";
  return { outcome: "not-applicable", reason: "mode", text };
}

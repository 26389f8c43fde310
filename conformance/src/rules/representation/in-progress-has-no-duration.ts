import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { nameItem } from "../../findings/naming.ts";
import type { ItemReading } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.in-progress-has-no-duration. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "A duration of 0 reads as a session that ended at once: it is billed as nothing and shown as over.",
    probe:
      "Sessions known to be in progress, new and old ones, must have no duration or a null one; ended ones, one of 0 seconds among them, a number. Read-only, only the form is looked at.",
    example: 'A session in progress has "duration": 0; one that ended after 0 seconds has none.',
    remedy: "Keep the end as null until the session ends; test for null, not for falsy.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange, items } of view.pages) {
      for (const item of items) {
        const expected = judgeSession(view, exchange.purpose.collection, exchange.id, item);
        if (expected !== "unknown")
          evidence.compare(expected === undefined ? undefined : failure(expected, item, exchange.id));
      }
    }
    return evidence.finding("no session was listed");
  },
};

function judgeSession(view: View, collection: string | undefined, at: number, item: ItemReading): string | undefined {
  const { duration } = item.members;
  const shown =
    typeof duration === "number" ? "ended" : duration === undefined || duration === null ? "in progress" : "neither";
  if (shown === "neither") return "a number, or none";
  if (typeof duration === "number" && duration < 0) return "0 or more";
  const known = collection === undefined ? undefined : view.known?.sessionAt(collection, at, item.id);
  if (view.known && !known) return "unknown";
  // A change may reach a walk that was under way when it was made, or not.
  if (!known || view.known?.changedIds(collection ?? "").has(known.id)) return undefined;
  if (known.duration === undefined && shown === "ended") return "none: the session is in progress";
  if (known.duration !== undefined && shown === "in progress") return `${known.duration}: the session has ended`;
  return undefined;
}

function failure(expected: string, item: ItemReading, exchange: number): Failure {
  const { duration } = item.members;
  return {
    message: `duration of ${nameItem(item)} is ${JSON.stringify(duration) ?? "absent"}.`,
    pointer: `${item.pointer}/duration`,
    expected,
    actual: JSON.stringify(duration) ?? "absent",
    exchanges: [exchange],
    sessions: [item.id ?? ""],
  };
}

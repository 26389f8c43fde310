import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { updatedAtOf } from "../../findings/live-sessions/known-values.ts";
import { nameItem } from "../../findings/naming.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { ItemReading } from "../../reading/page-reading.ts";
import { compareInstants } from "../../reading/rfc3339.ts";
import { valueText } from "../../reading/value-text.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.timestamps. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  dependsOn: ["representation.schema"],
  explanation: {
    why: "A time without an offset is another instant in every reader's time zone.",
    probe: "Every timestamp of the run, by the suite's own reading of RFC 3339 §5.6 (30 February is none).",
    example: `2024-03-10 12:00:00, 1710072000, or an ${MEMBERS.updatedAt} an hour before ${MEMBERS.createdAt}.`,
    remedy: "Write UTC with Z from the stored instant.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange, items } of view.pages) {
      for (const item of items) evidence.compare(judgeSession(item, exchange.id));
    }
    return evidence.finding("no session was listed");
  },
};

function judgeSession(item: ItemReading, exchange: number): Failure | undefined {
  const { sortTime } = item;
  const updatedAt = updatedAtOf(item);
  const isUpdatedAtWrong = !sortTime || !updatedAt || compareInstants(updatedAt, sortTime) < 0;
  const wrong = !sortTime ? MEMBERS.createdAt : isUpdatedAtWrong ? MEMBERS.updatedAt : undefined;
  if (wrong === undefined) return undefined;
  const isEarly = sortTime !== undefined && updatedAt !== undefined;
  return {
    message: `${wrong} of ${nameItem(item)} is ${isEarly ? `before ${MEMBERS.createdAt}` : "no RFC 3339 timestamp with an offset"}.`,
    pointer: `${item.pointer}/${wrong}`,
    expected: isEarly ? `not before ${valueText(item.members[MEMBERS.createdAt])}` : "for example 2024-03-10T12:00:00Z",
    actual: JSON.stringify(item.members[wrong]) ?? "absent",
    exchanges: [exchange],
    sessions: [item.id ?? ""],
  };
}

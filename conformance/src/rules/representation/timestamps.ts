import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { updatedAtOf } from "../../findings/live-sessions/known-values.ts";
import { nameSession } from "../../findings/naming.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { SessionReading } from "../../reading/page-reading.ts";
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
    for (const { exchange, sessions } of view.pages) {
      for (const session of sessions) evidence.compare(judgeSession(session, exchange.id));
    }
    return evidence.finding("no session was listed");
  },
};

function judgeSession(session: SessionReading, exchange: number): Failure | undefined {
  const { createdAt } = session;
  const updatedAt = updatedAtOf(session);
  const isUpdatedAtWrong = !createdAt || !updatedAt || compareInstants(updatedAt, createdAt) < 0;
  const wrong = !createdAt ? MEMBERS.createdAt : isUpdatedAtWrong ? MEMBERS.updatedAt : undefined;
  if (wrong === undefined) return undefined;
  const isEarly = createdAt !== undefined && updatedAt !== undefined;
  return {
    message: `${wrong} of ${nameSession(session)} is ${isEarly ? `before ${MEMBERS.createdAt}` : "no RFC 3339 timestamp with an offset"}.`,
    pointer: `${session.pointer}/${wrong}`,
    expected: isEarly
      ? `not before ${valueText(session.members[MEMBERS.createdAt])}`
      : "for example 2024-03-10T12:00:00Z",
    actual: JSON.stringify(session.members[wrong]) ?? "absent",
    exchanges: [exchange],
    sessions: [session.id ?? ""],
  };
}

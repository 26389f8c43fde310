import { Evidence } from "../../findings/evidence.ts";
import { nameItem } from "../../findings/naming.ts";
import { isObject } from "../../profile/json-pointer.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { provisionerRequestOf } from "../../questions/provisioning.ts";
import { wholeOfStamped } from "../../questions/walks.ts";
import { comparableId } from "../../reading/comparable-id.ts";
import { readBody, readPage } from "../../reading/page-reading.ts";
import { parseInstant } from "../../reading/rfc3339.ts";
import type { View } from "../../reading/view.ts";
import type { RuleDefinition } from "../rule.ts";

const TOLERANCE_SECONDS = 300;

/** Clause representation.server-time. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  needs: ["insert"],
  reads: [wholeOfStamped],
  dependsOn: ["representation.timestamps", "pagination.exactly-once"],
  explanation: {
    why: "Local time under a Z, or a clock that nobody has set, moves sessions by hours: into another day, another bill, another order.",
    probe: `${MEMBERS.createdAt} of sessions that were inserted without one, compared with the suite's clock at that moment; five minutes are allowed.`,
    example: `A session inserted at 12:00 UTC has ${MEMBERS.createdAt} 14:00:00Z.`,
    remedy: "Take the time in UTC from one clock that is kept; count months from 1.",
  },
  judge(view) {
    const evidence = new Evidence();
    const clocks = clocksOf(view);
    for (const exchange of view.of(wholeOfStamped)) {
      const page = readPage(exchange);
      for (const item of "unreadable" in page ? [] : page.items) {
        const clock = clocks.get(item.id ?? "");
        if (clock === undefined || item.sortTime === undefined) continue;
        const apart = item.sortTime.seconds - clock;
        evidence.compare(
          Math.abs(apart) <= TOLERANCE_SECONDS
            ? undefined
            : {
                message: `${nameItem(item)} was created ${Math.round(Math.abs(apart) / 60)} minutes ${apart < 0 ? "before" : "after"} the clock says.`,
                pointer: `${item.pointer}/${MEMBERS.createdAt}`,
                expected: `within five minutes of ${new Date(clock * 1000).toISOString()}`,
                actual: String(item.members[MEMBERS.createdAt]),
                exchanges: [exchange.id],
                sessions: [item.id ?? ""],
              },
        );
      }
    }
    return evidence.finding("no session without a time of its own was listed");
  },
};

/** By session, the suite's clock when it was inserted without a time, in seconds since 1970. */
function clocksOf(view: View): ReadonlyMap<string, number> {
  return new Map(
    view.recording.exchanges.flatMap(({ purpose, response }) => {
      const made = response && readBody(response.body).json;
      const clock = purpose.clock === undefined ? undefined : parseInstant(purpose.clock);
      if (provisionerRequestOf(purpose) !== "insert" || !isObject(made) || clock === undefined) return [];
      return [[comparableId(String(made["id"])), clock.seconds] as const];
    }),
  );
}

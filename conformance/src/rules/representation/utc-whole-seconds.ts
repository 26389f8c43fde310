import { Evidence } from "../../findings/evidence.ts";
import { updatedAtOf } from "../../findings/live-sessions/known-values.ts";
import { nameItem } from "../../findings/naming.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.utc-whole-seconds. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  dependsOn: ["representation.timestamps"],
  explanation: {
    why: "One spelling can be compared and sorted as text; several can not.",
    probe: "Every timestamp of the run.",
    example: "2024-03-10T12:00:00.000Z or 2024-03-10T12:00:00+00:00.",
    remedy: "Cut the fraction and write Z.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange, items } of view.pages) {
      for (const item of items) {
        const updatedAt = updatedAtOf(item);
        if (!item.sortTime || !updatedAt) continue;
        const times = { [MEMBERS.createdAt]: item.sortTime, [MEMBERS.updatedAt]: updatedAt };
        const [wrong] = Object.entries(times).flatMap(([name, time]) => (time.isUtcWholeSeconds ? [] : [name]));
        evidence.compare(
          wrong === undefined
            ? undefined
            : {
                message: `${wrong} of ${nameItem(item)} is not UTC with Z in whole seconds.`,
                pointer: `${item.pointer}/${wrong}`,
                expected: "for example 2024-03-10T12:00:00Z",
                actual: JSON.stringify(item.members[wrong]),
                exchanges: [exchange.id],
              },
        );
      }
    }
    return evidence.finding("no session was listed");
  },
};

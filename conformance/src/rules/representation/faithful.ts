import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { differenceFrom } from "../../findings/live-sessions/known-values.ts";
import { nameItem } from "../../findings/naming.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { ItemReading } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Collections whose sessions change during the run have rules of their own. */
const changing: ReadonlySet<string> = new Set(["inserting", "deleting", "emptied", "updating"]);

/** Clause representation.faithful. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  reads: "everything",
  dependsOn: [
    "representation.schema",
    "representation.media-type",
    "representation.own-sessions-only",
    "representation.in-progress-has-no-duration",
    "pagination.token-stays-in-its-entity",
    "pagination.altered-token-contained",
    "errors.foreign-entity-closed",
    "http.concurrent",
  ],
  explanation: {
    why: "Durations are money, and times are what disputes about it are settled by.",
    probe: `id, ${MEMBERS.createdAt}, ${MEMBERS.updatedAt}, ${MEMBERS.duration} and ${MEMBERS.streamKey} of every session of the run are compared with what the provisioner was asked to store: durations to the millisecond, times as instants. Among them are stream keys of every kind of text and such as are nearly equal, durations of weeks and months, sessions of 1970, 2040 and 2099, and of the hours that came twice, since 2010, in any zone.`,
    example:
      "A duration of 86399.999 comes back as 86400; a stream key of digits is a number; every session shows the entity's newest stream key.",
    remedy: "Store times as instants and durations as milliseconds; keep the stream key with the session.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange, items } of view.pages) {
      const { collection } = exchange.purpose;
      if (collection === undefined || changing.has(collection)) continue;
      for (const item of items) evidence.compare(judgeSession(view, collection, item, exchange));
    }
    const [difference, ...more] = view.known?.differences ?? [];
    if (difference !== undefined)
      evidence.inconclusive(
        "provisioner",
        `the provisioner acknowledged otherwise than it was asked: ${difference}${more.length > 0 ? `, and ${more.length} more` : ""}; sessions come in the order of the request, each value as it was asked for`,
      );
    return evidence.finding("no known session was listed");
  },
};

function judgeSession(view: View, collection: string, item: ItemReading, exchange: Exchange): Failure | undefined {
  const known = view.known?.sessionAt(collection, exchange.id, item.id);
  if (known) return differenceFrom(known, item, exchange);
  return {
    message: `${nameItem(item)} is listed, and nobody made it.`,
    pointer: `${item.pointer}/id`,
    expected: "one of the sessions that were provisioned",
    actual: String(item.id),
    exchanges: [exchange.id],
    sessions: [item.id ?? ""],
  };
}

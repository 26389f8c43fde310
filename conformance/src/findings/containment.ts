import { MEMBERS } from "../profile/live-sessions/members.ts";
import { foreignItem } from "../reading/ownership.ts";
import { readPage } from "../reading/page-reading.ts";
import type { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";
import { nameItem } from "./naming.ts";

/**
 * Checks that a request with a hostile token is refused, or lists sessions of its own collection alone.
 *
 * @param isRefusal the statuses that are a refusal here
 */
export function containedIn(
  view: View,
  evidence: Evidence,
  exchange: Exchange,
  isRefusal: (status: number) => boolean,
): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined) return;
  if (isRefusal(status)) {
    evidence.compare(undefined);
    return;
  }
  const said = `A token (${exchange.purpose.probe ?? "altered"}) is answered`;
  const expected = "status 400, or sessions of this entity";
  if (status !== 200) {
    const actual = `status ${status}`;
    evidence.compare({ message: `${said} ${status}.`, pointer: "", expected, actual, exchanges: [exchange.id] });
    return;
  }
  const page = readPage(exchange);
  if ("unreadable" in page) {
    evidence.inconclusive("prerequisite", `a page could not be read: ${page.unreadable}`);
    return;
  }
  const foreign = foreignItem(view, exchange, page.items);
  evidence.compare(
    foreign && {
      message: `${said} with ${nameItem(foreign)}, a session of another entity.`,
      pointer: foreign.pointer,
      expected,
      actual: `${MEMBERS.collectionId} ${JSON.stringify(foreign.members[MEMBERS.collectionId])}`,
      exchanges: [exchange.id],
      sessions: [foreign.id ?? ""],
    },
  );
}

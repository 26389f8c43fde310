import { Evidence } from "../../findings/evidence.ts";
import { notGiven } from "../../findings/not-given.ts";
import { after } from "../../questions/deletions.ts";
import { page } from "../../questions/examples.ts";
import { undisturbed } from "../../questions/walks.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.empty-entity. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  requires: "empty collection",
  reads: [...undisturbed, after, page],
  dependsOn: ["representation.schema"],
  explanation: {
    why: "A new channel has no session yet; that is not an error.",
    probe: "The list of an entity that never had a session, and of one whose only session was deleted.",
    example: "An entity without sessions is answered 404, or with data: null.",
    remedy: "Look the entity up, not its sessions; an empty result is an empty array.",
  },
  judge(view) {
    const evidence = new Evidence();
    const asked = view.listRequests.filter(
      ({ purpose }) => purpose.collection === "empty" && purpose.walkId !== undefined,
    );
    const shown = view.of(page).filter(({ purpose }) => /empty/i.test(purpose.probe ?? ""));
    // What it lists all the same is pagination.fresh's matter.
    const emptied = view
      .of(after)
      .filter((exchange) => exchange.purpose.collection === "emptied" && !listsSessions(exchange));
    for (const exchange of [...asked, ...emptied, ...shown]) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      const list = readPage(exchange);
      const actual =
        status !== 200 ? `status ${status}` : "unreadable" in list ? list.unreadable : `${list.items.length} sessions`;
      const isEmpty = !("unreadable" in list) && list.items.length === 0;
      if (status === 200 && !("unreadable" in list) && !isEmpty && view.mode === "read-only") {
        // A session may begin at any moment; what was read before it stands.
        if (evidence.compared === 0)
          evidence.inconclusive("drift", "the live entity that was given as one without sessions has some");
        continue;
      }
      evidence.compare(
        isEmpty
          ? undefined
          : {
              message: `An entity without sessions is answered otherwise than with an empty list: ${actual}.`,
              pointer: "/data",
              expected: "status 200 with data []",
              actual,
              exchanges: [exchange.id],
            },
      );
    }
    const inapplicable = view.mode === "read-only" ? notGiven(view, "empty") : undefined;
    return evidence.finding("no entity without sessions was read", inapplicable);
  },
};

function listsSessions(exchange: Exchange): boolean {
  const page = readPage(exchange);
  return !("unreadable" in page) && page.items.length > 0;
}

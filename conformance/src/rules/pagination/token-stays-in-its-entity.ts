import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { nameItem } from "../../findings/naming.ts";
import { notGiven } from "../../findings/not-given.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { foreign } from "../../questions/tokens.ts";
import { foreignItem } from "../../reading/ownership.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.token-stays-in-its-entity. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "other collection",
  reads: [foreign],
  explanation: {
    why: "Sessions carry stream keys: anyone who sees another entity's can broadcast in its name.",
    probe: "Tokens of a sibling entity and of another account's entity on this one, and the other way round.",
    example: "A token of entity A, sent to entity B, lists A's sessions.",
    remedy: "Take the entity from the path and check it on every page; a token only says where to go on.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(foreign)) {
      const status = evidence.statusOf(exchange);
      if (status !== undefined) evidence.compare(judgeAnswer(view, exchange, status));
    }
    return evidence.finding("no token of another entity was given", notGiven(view, "sibling"));
  },
};

function judgeAnswer(view: View, exchange: Exchange, status: number): Failure | undefined {
  const expected = "status 400, and no session of the other entity";
  const said = `A token ${exchange.purpose.probe ?? "of another entity"}`;
  if (status >= 500)
    return {
      message: `${said} is answered ${status}.`,
      pointer: "",
      expected,
      actual: `status ${status}`,
      exchanges: [exchange.id],
    };
  const page = readPage(exchange);
  const foreign = "unreadable" in page ? undefined : foreignItem(view, exchange, page.items);
  return (
    foreign && {
      message: `${said} lists ${nameItem(foreign)} of that entity.`,
      pointer: foreign.pointer,
      expected,
      actual: `${MEMBERS.collectionId} ${JSON.stringify(foreign.members[MEMBERS.collectionId])}`,
      exchanges: [exchange.id],
      sessions: [foreign.id ?? ""],
    }
  );
}

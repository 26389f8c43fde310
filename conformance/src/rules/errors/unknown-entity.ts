import { isUuid } from "../../experiments/unknown-id.ts";
import { Evidence } from "../../findings/evidence.ts";
import { questionOf } from "../../questions/catalogue.ts";
import * as collections from "../../questions/collections.ts";
import * as head from "../../questions/head.ts";
import { isAskedBy } from "../../questions/question.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.unknown-entity. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [collections.unknown, collections.malformed, head.unknownCollection],
  explanation: {
    why: "An empty list for an id that does not exist hides a typing error for as long as nobody looks at the bill.",
    probe:
      "A well-formed id that nobody has, by GET and by HEAD; a number, a quote, a broken escape, NUL, an emoji; the beginning of one's own id; and that id with so much after it that it has 600 characters, with a blank after it, and escaped twice; where letters of both cases stand in ids, one's own with them swapped.",
    example: "An unknown id is answered 200 with []; an id that is not a UUID is answered 500.",
    remedy: "Look the entity up before its sessions, and check the id's form before the database does.",
  },
  judge(view) {
    const evidence = new Evidence();
    const hasUuids = isUuid(view.collection("populated")?.id ?? "");
    for (const exchange of view.of(collections.unknown, collections.malformed)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      const isUnknown = isAskedBy(exchange.purpose, collections.unknown);
      const allowed = isUnknown && hasUuids ? [404] : allowedFor(exchange);
      evidence.compare(
        allowed.includes(status) || isRedirectOfBrokenEscape(exchange, status)
          ? undefined
          : {
              message: `${isUnknown ? "An unknown entity" : `An id that is ${exchange.purpose.probe ?? "malformed"}`} is answered ${status}.`,
              pointer: "",
              expected: `status ${allowed.slice(0, 2).join(" or ")}`,
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    for (const exchange of view.of(head.unknownCollection)) expectRefusal(evidence, exchange);
    return evidence.finding("no unknown entity was asked for");
  },
};

// A path that cannot be decoded never reaches a route: it may get what an empty id gets, a redirect too.
function isRedirectOfBrokenEscape({ purpose }: Exchange, status: number): boolean {
  return isAskedBy(purpose, collections.malformedEscape) && status >= 300 && status < 400;
}

// Where ids are not UUIDs, nobody outside knows which ones are well-formed.
function allowedFor({ purpose }: Exchange): readonly number[] {
  return questionOf(purpose)?.isOverlong ? [404, 400, 414] : [404, 400];
}

// A server need not serve HEAD at all, so any refusal will do.
function expectRefusal(evidence: Evidence, exchange: Exchange): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined) return;
  evidence.compare(
    status >= 300
      ? undefined
      : {
          message: `HEAD of an unknown entity is answered ${status}.`,
          pointer: "",
          expected: "status 404",
          actual: `status ${status}`,
          exchanges: [exchange.id],
        },
  );
}

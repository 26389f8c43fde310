import { LIST_PATH } from "../../contract/generated/list-names.ts";
import { Evidence } from "../../findings/evidence.ts";
import { isObject } from "../../profile/json-pointer.ts";
import * as entities from "../../questions/entities.ts";
import { readBody } from "../../reading/page-reading.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** The id in a path of the list. */
const idOfPath = new RegExp(LIST_PATH.replace(/\{.*$/, "([^/]*)/"));

/** Clause errors.foreign-entity-hidden. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "foreign entity",
  reads: [entities.unknown, entities.foreign, entities.foreignConditional],
  dependsOn: ["errors.foreign-entity-closed", "errors.unknown-entity"],
  explanation: {
    why: "A 403 tells that the entity exists.",
    probe:
      "Status, message and error_type for another account's entity, plain and with a current If-None-Match, compared with those for an id that nobody has; its status with tokens.",
    example: "Another account's entity is answered 403, an unknown one 404.",
    remedy: "Look the entity up by id and account together: no row, 404.",
  },
  judge(view) {
    const evidence = new Evidence();
    const [unknown, again] = view.of(entities.unknown);
    const plain = view.of(entities.foreign).filter(({ purpose }) => purpose.probe === undefined);
    for (const foreign of [...plain, ...view.of(entities.foreignConditional)]) {
      if (!unknown?.response || !foreign.response) continue;
      const [wanted, got] = [withIdOf(foreign, summaryOf(unknown), unknown), summaryOf(foreign)];
      const other = again?.response && withIdOf(foreign, summaryOf(again), again);
      evidence.compare(
        isSameText(wanted, got, other ?? wanted)
          ? undefined
          : {
              message: "Another account's entity gets another answer than one that does not exist.",
              pointer: "",
              expected: wanted,
              actual: got,
              exchanges: [unknown.id, foreign.id],
            },
      );
    }
    for (const foreign of view.of(entities.foreign)) {
      if (foreign.response?.status !== 403 || plain.includes(foreign)) continue;
      evidence.compare({
        message: `Another account's entity (${foreign.purpose.probe ?? ""}) is answered 403, which tells that it exists.`,
        pointer: "",
        expected: "status 404",
        actual: "status 403",
        exchanges: [foreign.id],
      });
    }
    if (!view.entity("foreign"))
      return {
        outcome: "not-applicable",
        reason: "entity",
        text: "no live entity of another account was given (--foreign-live-entity)",
      };
    return evidence.finding("there was no answer for another account's entity");
  },
};

// A message may repeat the target or the id that was asked for; the unknown one is a text that stands nowhere else.
function withIdOf(exchange: Exchange, message: string, unknown: Exchange): string {
  return message
    .replaceAll(unknown.request.target, () => exchange.request.target)
    .replaceAll(idIn(unknown), () => idIn(exchange));
}

/** True when two texts are the same but for the words in which two answers to one request differ: a reference, a time. */
function isSameText(wanted: string, got: string, again: string): boolean {
  const [words, gotWords, againWords] = [wanted, got, again].map((text) => text.split(/[\s()[\]"',;:]+/));
  if (words?.length !== againWords?.length) return wanted === got;
  return (
    words?.length === gotWords?.length &&
    words?.every((word, index) => word === gotWords?.[index] || word !== againWords?.[index]) === true
  );
}

function idIn({ request }: Exchange): string {
  return decodeURIComponent(idOfPath.exec(request.target)?.[1] ?? "");
}

/** What a reader could tell apart. */
function summaryOf(exchange: Exchange): string {
  const json = exchange.response ? readBody(exchange.response.body).json : undefined;
  const members = isObject(json) ? [json["error_type"], json["message"]] : [];
  const further = isObject(json) ? Object.keys(json).filter((name) => name !== "error_type" && name !== "message") : [];
  const status = `status ${exchange.response?.status ?? "none"}`;
  return [status, ...members.map(String), ...further.sort().map((name) => `a member ${name}`)].join(", ");
}

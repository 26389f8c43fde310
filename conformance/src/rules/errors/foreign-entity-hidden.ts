import { LIST_PATH } from "../../contract/generated/list-names.ts";
import { Evidence } from "../../findings/evidence.ts";
import { notGiven } from "../../findings/not-given.ts";
import { tellingHeader } from "../../findings/telling-headers.ts";
import { isObject } from "../../profile/json-pointer.ts";
import * as collections from "../../questions/collections.ts";
import * as concurrency from "../../questions/concurrency.ts";
import { readBody } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** The id in a path of the list. */
const idOfPath = new RegExp(LIST_PATH.replace(/\{.*$/, "([^/]*)/"));

/** Clause errors.foreign-entity-hidden. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "foreign collection",
  reads: [
    collections.unknown,
    collections.unknownWithToken,
    collections.foreign,
    collections.foreignConditional,
    concurrency.alone,
    concurrency.together,
  ],
  dependsOn: ["errors.foreign-entity-closed", "errors.unknown-entity"],
  explanation: {
    why: "A 403 tells that the entity exists.",
    probe:
      "Status, message and error_type for another account's entity, plain and with a current If-None-Match, compared with those for an id that nobody has; its status with tokens, one of which an unknown id gets, too; and the names of the headers.",
    example: "Another account's entity is answered 403, an unknown one 404.",
    remedy: "Look the entity up by id and account together: no row, 404.",
  },
  judge(view) {
    const evidence = new Evidence();
    const [unknown, again] = view.of(collections.unknown);
    const plain = view.of(collections.foreign).filter(({ purpose }) => purpose.probe === undefined);
    for (const foreign of [...plain, ...view.of(collections.foreignConditional)]) {
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
    for (const foreign of view.of(collections.foreign)) {
      if (foreign.response?.status !== 403 || plain.includes(foreign)) continue;
      evidence.compare({
        message: `Another account's entity (${foreign.purpose.probe ?? ""}) is answered 403, which tells that it exists.`,
        pointer: "",
        expected: "status 404",
        actual: "status 403",
        exchanges: [foreign.id],
      });
    }
    compareWithToken(view, evidence);
    compareHeaders(view, evidence);
    return evidence.finding("there was no answer for another account's entity", notGiven(view, "foreign"));
  },
};

/** What differs from answer to answer is on some of either kind: one alone of a kind tells nothing. */
const MIN_ANSWERS = 2;

function compareHeaders(view: View, evidence: Evidence): void {
  const foreign = [
    ...view.of(collections.foreign),
    ...view.of(concurrency.alone, concurrency.together).filter(({ purpose }) => purpose.collection === "foreign"),
  ].filter(isPlain404);
  const unknown = view.of(collections.unknown).filter(isPlain404);
  const [one, other] = [unknown[0], foreign[0]];
  if (!one || !other || Math.min(foreign.length, unknown.length) < MIN_ANSWERS) return;
  const telling = tellingHeader(foreign, unknown);
  const [having, lacking] =
    telling?.isOnFirst === false
      ? ["an unknown entity", "another account's"]
      : ["another account's entity", "an unknown one"];
  evidence.compare(
    telling && {
      message: `The header ${telling.name} stands on each 404 of ${having}, and on none of ${lacking}.`,
      pointer: "",
      expected: "headers of the same names on both",
      actual: `${telling.name} for ${having} alone`,
      exchanges: [one.id, other.id],
    },
  );
}

function isPlain404({ purpose, request, response }: Exchange): boolean {
  return response?.status === 404 && request.method === "GET" && purpose.key === "owner";
}

/** One token, at another account's collection and at one that does not exist: a check that needs the collection tells them apart. */
function compareWithToken(view: View, evidence: Evidence): void {
  const [unknown, foreign] = [view.one(collections.unknownWithToken), view.one(collections.foreignWithOwnToken)];
  if (!unknown?.response || !foreign?.response) return;
  const [wanted, got] = [unknown.response.status, foreign.response.status];
  evidence.compare(
    wanted === got
      ? undefined
      : {
          message: `With a token of one's own entity, another account's is answered ${got}, an unknown one ${wanted}.`,
          pointer: "",
          expected: `status ${wanted}`,
          actual: `status ${got}`,
          exchanges: [unknown.id, foreign.id],
        },
  );
}

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

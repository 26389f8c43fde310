import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import * as codings from "../../questions/codings.ts";
import { noValidator, otherTag, sameTag, sameTagInAList, starOfUnknown } from "../../questions/conditional.ts";
import * as deletions from "../../questions/deletions.ts";
import { provisionerRequestOf } from "../../questions/provisioning.ts";
import { isAskedBy, type Question } from "../../questions/question.ts";
import * as updates from "../../questions/updates.ts";
import { compressed } from "../../questions/walks.ts";
import { comparableId } from "../../reading/comparable-id.ts";
import { pageData } from "../../reading/page-data.ts";
import { readPage } from "../../reading/page-reading.ts";
import { taggedPage } from "../../reading/tagged-page.ts";
import type { View } from "../../reading/view.ts";
import { type Exchange, headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.conditional. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  appliesIf: "if the target gives a strong ETag",
  reads: "everything",
  dependsOn: [
    "pagination.fresh",
    "pagination.token-replays",
    "ordering.stable-ties",
    "representation.schema",
    "http.safe",
  ],
  explanation: {
    why: "A tag that stays while the list changes makes a client show the old list for ever (RFC 9110 §8.8.3).",
    probe:
      "All answers with a strong ETag, by URL and key; If-None-Match with the tag that was given, alone, in a list and compressed, with another, strong and weak, and with the tag and the date from before a change, of one digit, too; a date with another tag, what is not a date, and * of an unknown entity.",
    example: "After a session ended, If-None-Match with the old tag is answered 304.",
    remedy: "Derive the tag from the body, or from a version that every change raises.",
  },
  forLists: {
    title: "A 304 is given only while the page is the one that the validator stands for.",
  },
  judge(view) {
    const evidence = new Evidence();
    compareEqualTags(view, evidence);
    for (const exchange of view.of(sameTag).filter((candidate) => !isAnother(view, candidate)))
      expectStatus(evidence, exchange, [304], "If-None-Match with the tag that was given");
    for (const exchange of view.of(otherTag)) expectStatus(evidence, exchange, [200], "If-None-Match with another tag");
    judgeCompressed(view, evidence);
    for (const exchange of view.of(sameTagInAList).filter((candidate) => !isAnother(view, candidate)))
      expectStatus(evidence, exchange, [304], "If-None-Match with the tag that was given, in a list");
    for (const exchange of view.of(noValidator))
      expectNo304(evidence, exchange, `With a validator that does not count (${exchange.purpose.probe ?? ""})`);
    // That there was an answer at all is for http.accept to say.
    for (const exchange of view.of(starOfUnknown).filter(({ response }) => response !== undefined))
      expectNo304(evidence, exchange, "If-None-Match: * of an unknown entity");
    for (const exchange of view.of(updates.afterIfChanged, deletions.afterIfChanged)) {
      if (followsAChange(view, exchange)) expectNo304(evidence, exchange, "After a change, the validator from before");
    }
    for (const exchange of view.of(updates.afterOfSameLength)) {
      if (followsLastChange(view, exchange))
        expectNo304(evidence, exchange, "After a change of no length, the tag from before");
    }
    const hasTag = view.pages.some(({ exchange }) => strongTag(exchange) !== undefined);
    if (!hasTag && evidence.compared === 0)
      return { outcome: "not-applicable", reason: "condition", text: "the target gives no strong ETag" };
    return evidence.finding("no conditional request was made");
  },
};

// Compressed, a page may have a tag of its own, which is known again with the same Accept-Encoding.
function judgeCompressed(view: View, evidence: Evidence): void {
  const tagged = view.one(codings.tagged) ?? view.walk(compressed)?.pages[0]?.exchange;
  const body = JSON.stringify(tagged?.response?.body);
  for (const exchange of view.of(codings.sameTag)) {
    const isOther = exchange.response?.status === 200 && JSON.stringify(exchange.response.body) !== body;
    if (
      tagged === undefined ||
      strongTag(tagged) === undefined ||
      (isOther && strongTag(exchange) !== strongTag(tagged))
    )
      continue;
    if (view.mode === "read-only" && isOther) continue;
    expectStatus(evidence, exchange, [304], "Compressed, If-None-Match with the tag that was given");
  }
  for (const exchange of view.of(codings.otherTag))
    expectStatus(evidence, exchange, [200], "Compressed, If-None-Match with another tag");
}

// Only where the page is another one by now: pages may be so short that no changed session stands on the first.
function followsAChange(view: View, { id, purpose, request }: Exchange): boolean {
  const plain = view.pages.filter(
    ({ exchange }) => exchange.request.target === request.target && exchange.purpose.key === purpose.key,
  );
  const isOf = ({ purpose: other }: Exchange, ...questions: readonly Question[]): boolean =>
    other.collection === purpose.collection && questions.some((question) => isAskedBy(other, question));
  const before = plain.find(({ exchange }) => isOf(exchange, updates.before, deletions.before))?.exchange;
  const after = plain.find(
    ({ exchange }) => isOf(exchange, updates.after, deletions.after) && exchange.id > id,
  )?.exchange;
  return before !== undefined && after !== undefined && dataOf(before) !== dataOf(after);
}

/** Sent with a tag, after a change of a session that stood on the page that the tag was given with. */
function followsLastChange(view: View, { id, purpose, request }: Exchange): boolean {
  const change = view.recording.exchanges.findLast(
    (one) =>
      one.id < id && provisionerRequestOf(one.purpose) === "update" && one.purpose.collection === purpose.collection,
  );
  const before = view.pages.findLast(({ exchange }) => exchange.id < id && exchange.request.target === request.target);
  const changed = comparableId(change?.purpose.session ?? "");
  return "if-none-match" in request.headers && before?.items.some((item) => item.id === changed) === true;
}

// Another body has another tag: tokens may be new in each answer, and read-only the list may have changed meanwhile.
function isAnother(view: View, exchange: Exchange): boolean {
  const tag = strongTag(exchange);
  if (exchange.response?.status !== 200 || tag === undefined || tag === exchange.request.headers["if-none-match"])
    return false;
  const tagged = taggedPage(view)?.response?.body;
  const { body } = exchange.response;
  return view.mode === "read-only" || tagged?.text !== body.text || tagged.encoding !== body.encoding;
}

function strongTag(exchange: Exchange): string | undefined {
  const tag = exchange.response && headerOf(exchange.response, "etag");
  return tag === undefined || tag.startsWith("W/") ? undefined : tag;
}

function compareEqualTags(view: View, evidence: Evidence): void {
  const seen = new Map<string, { readonly exchange: Exchange; readonly sessions: number }>();
  for (const { exchange, items } of view.pages) {
    const tag = strongTag(exchange);
    if (tag === undefined) continue;
    const key = [
      exchange.request.instance,
      exchange.request.target,
      exchange.request.headers["authorization"],
      tag,
    ].join(" ");
    const first = seen.get(key);
    if (!first) seen.set(key, { exchange, sessions: items.length });
    // That of no sessions twice is the same says nothing.
    else if (items.length > 0 || first.sessions > 0) evidence.compare(differentBodies(first.exchange, exchange));
  }
}

function differentBodies(first: Exchange, second: Exchange): Failure | undefined {
  if (dataOf(first) === dataOf(second)) return undefined;
  return {
    message: "Two answers of one URL have the same ETag and different bodies.",
    pointer: "/data",
    expected: "another ETag, or the same body",
    actual: `${strongTag(second) ?? ""} for both`,
    exchanges: [first.id, second.id],
  };
}

// Tokens may differ from read to read; whether anything follows does not.
function dataOf(exchange: Exchange): string {
  const page = readPage(exchange);
  const goesOn = "unreadable" in page ? undefined : page.nextToken !== undefined;
  return `${pageData(exchange) ?? "no page"}, ${goesOn ? "more" : "the end"}`;
}

// Whatever else is answered has rules of its own.
function expectNo304(evidence: Evidence, exchange: Exchange, what: string): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined) return;
  evidence.compare(
    status === 304
      ? {
          message: `${what} is answered 304.`,
          pointer: "",
          expected: "the page, or a refusal",
          actual: "status 304",
          exchanges: [exchange.id],
        }
      : undefined,
  );
}

function expectStatus(evidence: Evidence, exchange: Exchange, allowed: readonly number[], what: string): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined) return;
  evidence.compare(
    allowed.includes(status)
      ? undefined
      : {
          message: `${what} is answered ${status}.`,
          pointer: "",
          expected: `status ${allowed.join(" or ")}`,
          actual: `status ${status}`,
          exchanges: [exchange.id],
        },
  );
}

import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { otherTag, sameTag } from "../../questions/conditional.ts";
import { isAskedBy } from "../../questions/question.ts";
import * as updates from "../../questions/updates.ts";
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
      "All answers with a strong ETag, by URL and key; If-None-Match with the tag that was given, with another, and with the tag from before a change.",
    example: "After a session ended, If-None-Match with the old tag is answered 304.",
    remedy: "Derive the tag from the body, or from a version that every change raises.",
  },
  judge(view) {
    const evidence = new Evidence();
    compareEqualTags(view, evidence);
    for (const exchange of view.of(sameTag).filter((candidate) => !isAnother(view, candidate)))
      expectStatus(evidence, exchange, [304], "If-None-Match with the tag that was given");
    for (const exchange of view.of(otherTag)) expectStatus(evidence, exchange, [200], "If-None-Match with another tag");
    for (const exchange of view.of(updates.afterIfChanged).filter((candidate) => followsAChange(view, candidate))) {
      expectStatus(evidence, exchange, [200], "After a change, If-None-Match with the tag from before");
    }
    const hasTag = view.pages.some(({ exchange }) => strongTag(exchange) !== undefined);
    if (!hasTag) return { outcome: "not-applicable", reason: "condition", text: "the target gives no strong ETag" };
    return evidence.finding("no conditional request was made");
  },
};

// Only where the page is another one by now: pages may be so short that no changed session stands on the first.
function followsAChange(view: View, { id, purpose, request }: Exchange): boolean {
  const plain = view.pages.filter(
    ({ exchange }) => exchange.request.target === request.target && exchange.purpose.key === purpose.key,
  );
  const before = plain.find(({ exchange }) => isAskedBy(exchange.purpose, updates.before))?.exchange;
  const after = plain.find(({ exchange }) => isAskedBy(exchange.purpose, updates.after) && exchange.id > id)?.exchange;
  return before !== undefined && after !== undefined && dataOf(before) !== dataOf(after);
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
  for (const { exchange, sessions } of view.pages) {
    const tag = strongTag(exchange);
    if (tag === undefined) continue;
    const key = [
      exchange.request.instance,
      exchange.request.target,
      exchange.request.headers["authorization"],
      tag,
    ].join(" ");
    const first = seen.get(key);
    if (!first) seen.set(key, { exchange, sessions: sessions.length });
    // That of no sessions twice is the same says nothing.
    else if (sessions.length > 0 || first.sessions > 0) evidence.compare(differentBodies(first.exchange, exchange));
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
  const goesOn = "fault" in page ? undefined : page.nextToken !== undefined;
  return `${pageData(exchange) ?? "no page"}, ${goesOn ? "more" : "the end"}`;
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

import { unaskedCoding } from "../../findings/content-coding.ts";
import { noteCutBody } from "../../findings/cut-body.ts";
import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { comparePages, nearestTo } from "../../findings/same-page.ts";
import { accept } from "../../questions/accept.ts";
import * as codings from "../../questions/codings.ts";
import { withOthers } from "../../questions/parameters.ts";
import { isAskedBy } from "../../questions/question.ts";
import { followed } from "../../reading/followed-pages.ts";
import { isJsonMediaType, readBody } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import { type Exchange, headerOf, type RecordedResponse } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.media-type. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "Parsers differ on all of these: one client reads what another refuses (RFC 8259 §4 and §8.1).",
    probe:
      "Every 200 of the run is decoded with fatal errors and read by a JSON reader that notices members given twice. A walk and a page are asked for compressed: by gzip, by br, as browsers do, and with codings refused by q=0 or by identity alone; a range of its bytes, where a 200 is the whole page; each must decode, whole, to the page that comes uncompressed.",
    example:
      "Content-Type: text/plain, or charset=iso-8859-1; a body that begins with EF BB BF; a session with two members duration.",
    remedy: "Write JSON by a serialiser, as UTF-8, and set the media type.",
  },
  forLists: {
    title: "A 200 is JSON, valid UTF-8 without a byte order mark, with no member twice in an object.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.listRequests) {
      // What another Accept brings is http.accept's matter; another form for unknown parameters, http.unknown-parameters'.
      if (isAskedBy(exchange.purpose, accept)) continue;
      if (isAskedBy(exchange.purpose, withOthers) && !isJsonMediaType(exchange)) continue;
      const { response, request } = exchange;
      if (request.method !== "GET" || response?.status !== 200) continue;
      if (readBody(response.body).isWhole) evidence.compare(judgeBody(exchange, response));
      else noteCutBody(evidence, response.body);
    }
    compareCodings(view, evidence);
    return evidence.finding("nothing was answered 200");
  },
};

/** Whatever the coding, the page is the one that comes uncompressed. */
function compareCodings(view: View, evidence: Evidence): void {
  const plain = followed(view.of(codings.plain, codings.plainAgain));
  for (const { exchange } of view.pages) {
    const unasked = unaskedCoding(exchange);
    if (unasked) evidence.compare(unasked);
  }
  for (const exchange of followed(view.of(codings.coded))) {
    // Where identity is refused, nothing may be left that the server has (RFC 9110 §12.5.3).
    if (exchange.response?.status === 406) continue;
    const complaint = `With Accept-Encoding: ${exchange.purpose.probe ?? ""} another page comes`;
    comparePages(view, evidence, nearestTo(exchange, plain), exchange, complaint);
  }
}

function judgeBody(exchange: Exchange, response: RecordedResponse): Failure | undefined {
  const failure = (message: string, expected: string, actual: string, pointer = ""): Failure => ({
    message,
    pointer,
    expected,
    actual,
    exchanges: [exchange.id],
  });
  if (!isJsonMediaType(exchange)) {
    return failure(
      "A 200 does not say that it is JSON.",
      "Content-Type: application/json",
      headerOf(response, "content-type") ?? "no Content-Type",
    );
  }
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(headerOf(response, "content-type") ?? "")?.[1];
  // ASCII is UTF-8, too.
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset))
    return failure("A 200 says that it is not UTF-8.", "charset=utf-8, or none", charset);
  const body = readBody(response.body);
  if (body.text === undefined) return failure("A 200 body is not valid UTF-8.", "valid UTF-8", "bytes that are not");
  if (body.hasByteOrderMark)
    return failure("A 200 body begins with a byte order mark.", "{ as the first byte", "EF BB BF");
  if (body.jsonError !== undefined)
    return failure(`A 200 body is not JSON: ${body.jsonError}.`, "JSON", body.text.slice(0, 60));
  const twice = body.duplicateMembers[0];
  return twice === undefined
    ? undefined
    : failure(`A 200 body has the member ${twice} twice.`, "each member once", "twice", twice);
}

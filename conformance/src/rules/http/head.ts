import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { afterHead, everyHead, page } from "../../questions/head.ts";
import { firstPageAgain, firstPageOnce } from "../../questions/repeats.ts";
import type { View } from "../../reading/view.ts";
import { type Exchange, headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.head. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [...everyHead.flatMap((question) => [question, question.sameByGet]), afterHead, firstPageAgain],
  explanation: {
    why: "Monitors and link checkers ask by HEAD (RFC 9110 §9.3.2).",
    probe:
      "HEAD compared with GET: a page, a bad page_size, an unknown entity and another account's. Status, media type and ETag are compared, and that no length of 0 is claimed and no byte follows the head.",
    example: "HEAD is answered 404 or 405.",
    remedy: "Route HEAD to the handler of GET and drop the body.",
  },
  forLists: {
    title: "HEAD answers as GET without the body.",
    facts: ["head"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(...everyHead, afterHead)) {
      if (isSpoilt(exchange)) evidence.compare(bytesBehind(exchange));
    }
    for (const question of everyHead) {
      const get = view.one(question.sameByGet);
      const answer = view.one(question);
      if (answer && isSpoilt(answer)) continue;
      const status = answer && evidence.statusOf(answer);
      if (get?.response && answer && status !== undefined) evidence.compare(compare(get, answer, status));
    }
    compareTags(view, evidence);
    return evidence.finding("HEAD was not answered");
  },
};

/** Bytes came behind the head, or what came behind an earlier one made this answer unreadable. */
function isSpoilt({ request, response, failure }: Exchange): boolean {
  const hasBody = request.method === "HEAD" && (response?.body.bytes ?? 0) > 0;
  return hasBody || failure?.kind === "protocol";
}

function bytesBehind({ id, response, failure }: Exchange): Failure {
  const what = response ? `${response.body.bytes} bytes` : `the next answer cannot be read: ${failure?.message}`;
  return {
    message: `Bytes come after the head of an answer to HEAD: ${what}.`,
    pointer: "",
    expected: "nothing after the head",
    actual: what,
    exchanges: [id],
  };
}

// Only where two reads by GET have one tag, so that HEAD could have it, too.
function compareTags(view: View, evidence: Evidence): void {
  const [once, again, answer] = [firstPageOnce, firstPageAgain, page].map((question) => view.one(question));
  if (view.mode !== "provisioned" || answer?.response?.status !== 200) return;
  const [wanted, same, got] = [once, again, answer].map(
    (exchange) => exchange?.response && headerOf(exchange.response, "etag"),
  );
  if (wanted === undefined || wanted !== same || got === undefined) return;
  evidence.compare(
    got === wanted
      ? undefined
      : {
          message: "HEAD of a page has another ETag than GET.",
          pointer: "",
          expected: wanted,
          actual: got,
          exchanges: [once?.id, answer.id].filter((id) => id !== undefined),
        },
  );
}

function compare(get: Exchange, answer: Exchange, status: number): Failure | undefined {
  const exchanges = [get.id, answer.id];
  const what = answer.purpose.probe ?? "a page";
  const wanted = get.response?.status;
  if (status !== wanted)
    return {
      message: `HEAD of ${what} is answered ${status}, GET ${wanted}.`,
      pointer: "",
      expected: `status ${wanted}`,
      actual: `status ${status}`,
      exchanges,
    };
  const [type, headType] = [get, answer].map(({ response }) => response && headerOf(response, "content-type"));
  if (get.response?.body.bytes !== 0 && answer.response && headerOf(answer.response, "content-length") === "0") {
    return {
      message: `HEAD of ${what} says that the body of GET is empty.`,
      pointer: "",
      expected: "the Content-Length of GET, or none",
      actual: "Content-Length: 0",
      exchanges,
    };
  }
  if (headType !== type) {
    return {
      message: `HEAD of ${what} has another media type than GET.`,
      pointer: "",
      expected: String(type),
      actual: headType ?? "none",
      exchanges,
    };
  }
  return undefined;
}

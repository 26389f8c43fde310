import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { comparePages } from "../../findings/same-page.ts";
import { isObject } from "../../profile/json-pointer.ts";
import * as faults from "../../questions/faults.ts";
import { isJsonMediaType, readBody, readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { isBusy } from "../../transport/throttled-sender.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.fault. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  needs: ["fault"],
  reads: [faults.before, faults.faulty, faults.recovered],
  dependsOn: ["pagination.token-replays"],
  explanation: {
    why: "A database error that reads as an empty list says that nothing was broadcast, and nothing is billed.",
    probe:
      "Planted faults on the first page, on a later one and at the default size, after the same pages were served well; the first page once more when all faults are used up.",
    example: "While the database is away the answer is 200 with [].",
    remedy: "Do not catch what you cannot handle; let one place turn it into a 500.",
  },
  judge(view) {
    const evidence = new Evidence();
    const answers = view.of(faults.faulty);
    for (const probe of new Set(answers.map(({ purpose }) => purpose.probe))) {
      judgeAnswers(
        evidence,
        answers.filter(({ purpose }) => purpose.probe === probe),
      );
    }
    judgeRecovery(view, evidence);
    return evidence.finding("no fault was planted");
  },
};

// A fault must not outlive itself: a connection that stays broken, an error or an empty list that is kept.
function judgeRecovery(view: View, evidence: Evidence): void {
  const recovered = view.one(faults.recovered);
  const status = recovered?.response?.status;
  if (status !== 200 && status !== 500) return;
  comparePages(
    view,
    evidence,
    view.one(faults.before),
    recovered,
    "After the fault the page is another one than before",
  );
}

// After a 502, 503 or 504 the page was asked for again: a list that follows shows that this was the fault itself.
function judgeAnswers(evidence: Evidence, answers: readonly Exchange[]): void {
  const judged = answers.flatMap((exchange) => {
    const status = evidence.statusOf(exchange);
    return status === undefined ? [] : [{ status, failure: judgeAnswer(exchange, status) }];
  });
  if (judged.length === 0) return;
  if (answers.length > 1 && judged.every(({ status, failure }) => isBusy(status) && failure !== undefined)) {
    evidence.inconclusive(
      "busy",
      `the target was busy while a fault was planted: ${judged.at(-1)?.status}, ${judged.length} times`,
    );
    return;
  }
  const busy = judged.find(({ status }) => isBusy(status))?.failure;
  evidence.compare(judged.some(({ failure }) => failure === undefined) ? undefined : (busy ?? judged[0]?.failure));
}

function judgeAnswer(exchange: Exchange, status: number): Failure | undefined {
  const where = exchange.purpose.probe ?? "a page";
  const expected = "status 500 with message and error_type api_error";
  const failure = (message: string, actual: string): Failure => ({
    message,
    pointer: "",
    expected,
    actual,
    exchanges: [exchange.id],
  });
  const page = readPage(exchange);
  if (!("unreadable" in page))
    return failure(
      `An internal fault on ${where} is answered with a list of ${page.items.length} sessions.`,
      `status 200 with ${page.items.length} sessions`,
    );
  if (status !== 500 && status !== 503)
    return failure(`An internal fault on ${where} is answered ${status}.`, `status ${status}`);
  const json = exchange.response && isJsonMediaType(exchange) ? readBody(exchange.response.body).json : undefined;
  const isList = isObject(json) && Array.isArray(json["data"]);
  if (isList)
    return failure(
      `An internal fault on ${where} is answered with an error and a list in one body.`,
      `status ${status} with data`,
    );
  const isDeclared =
    isObject(json) &&
    typeof json["message"] === "string" &&
    json["message"] !== "" &&
    json["error_type"] === "api_error";
  return isDeclared
    ? undefined
    : failure(
        `An internal fault on ${where} is not answered in the declared form.`,
        `status ${status} with another body`,
      );
}

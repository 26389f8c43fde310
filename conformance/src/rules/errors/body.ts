import { noteCutBody } from "../../findings/cut-body.ts";
import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { isObject } from "../../profile/json-pointer.ts";
import { questionOf } from "../../questions/catalogue.ts";
import { isJsonMediaType, readBody } from "../../reading/page-reading.ts";
import { type Exchange, headerOf, type RecordedResponse } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.body. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "Clients branch on error_type and show message; an HTML page in their place is a crash of its own.",
    probe: "Every 400, 401, 404 and 500 to a GET of the run.",
    example: "A 404 is an HTML page; a 400 has error_type bad_request; message is empty, or there twice.",
    remedy: "Write every error in one place, the framework's own ones too.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.listRequests) {
      const types = view.profile.errors.types?.[exchange.response?.status ?? 0];
      if (types && exchange.response && exchange.request.method === "GET" && isAnsweredByTheApi(exchange)) {
        if (readBody(exchange.response.body).isWhole) evidence.compare(judgeBody(exchange, exchange.response, types));
        else noteCutBody(evidence, exchange.response.body);
      }
    }
    return evidence.finding("no error was answered");
  },
};

// What a gateway may refuse before the API sees it: NUL, broken escapes, overlong lines, a path with an empty segment.
function isAnsweredByTheApi(exchange: Exchange): boolean {
  return !questionOf(exchange.purpose)?.isHostile;
}

function judgeBody(exchange: Exchange, response: RecordedResponse, types: readonly string[]): Failure | undefined {
  const failure = (message: string, pointer: string, expected: string, actual: string): Failure => ({
    message: `A ${response.status} ${message}.`,
    pointer,
    expected,
    actual,
    exchanges: [exchange.id],
  });
  if (!isJsonMediaType(exchange))
    return failure(
      "is not JSON",
      "",
      "Content-Type: application/json",
      headerOf(response, "content-type") ?? "no Content-Type",
    );
  const { json, jsonError, text, hasByteOrderMark, duplicateMembers } = readBody(response.body);
  if (jsonError !== undefined || !isObject(json))
    return failure(
      "has a body that is not a JSON object",
      "",
      "an object with message and error_type",
      (text ?? "bytes that are not UTF-8").slice(0, 80),
    );
  // RFC 8259 §4 and §8.1: parsers differ on both.
  if (hasByteOrderMark) return failure("begins with a byte order mark", "", "{ as the first byte", "EF BB BF");
  const [twice] = duplicateMembers;
  if (twice !== undefined) return failure(`has the member ${twice} twice`, twice, "each member once", "twice");
  const { message, error_type: errorType } = json;
  if (typeof message !== "string" || message.trim() === "")
    return failure("has no message", "/message", "a string that is not empty", JSON.stringify(message) ?? "absent");
  if (typeof errorType !== "string" || !types.includes(errorType))
    return failure("has another error_type", "/error_type", types.join(" or "), JSON.stringify(errorType) ?? "absent");
  return undefined;
}

import { LIST_PATH } from "../../contract/generated/list-names.ts";
import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import * as guard from "../../questions/guard.ts";
import type { Question } from "../../questions/question.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { Exchange, RecordedResponse } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Placeholders that stand where a secret was. */
const key = /\[key [^\]]+\]/;
const streamKey = /\[stream-key \d+[^\]]*\]/;

const asked: readonly Question[] = [
  guard.otherSpelling,
  guard.otherMethod,
  guard.overridden,
  guard.headersOfAProxy,
  guard.hostOfTheMachine,
  guard.noRoute,
];

/** Clause errors.key-everywhere. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: asked,
  dependsOn: ["errors.key-required"],
  explanation: {
    why: "A guard and the router behind it often read one request line in two ways; anyone who finds the difference reads every list without a key.",
    probe:
      "The route with a slash at its end, double slashes, ;x, other letter case, escaped letters, slashes and backslashes, dot segments, a suffix, a file behind it and a blank; by OPTIONS, TRACE and PROPFIND; with headers and a parameter that rename the method, with those of a proxy (X-Forwarded-For: 127.0.0.1, X-Consumer-Username, X-Middleware-Subrequest) and with localhost in Host, and by another path with X-Original-URL. All without a key, or with one that nobody has. Any refusal will do, and OPTIONS may say what there is.",
    example: `${LIST_PATH}/ lists the sessions without a key; TRACE sends the key back.`,
    remedy: "Guard what the router has resolved, not the text of the path; refuse what is unknown; switch TRACE off.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(...asked)) {
      // A connection that is closed lists nothing; what was never sent shows nothing.
      const { kind, message } = exchange.failure ?? {};
      if (kind === "busy" || kind === "budget" || kind === "interrupted") evidence.inconclusive(kind, message ?? "");
      else evidence.compare(exchange.response && judgeAnswer(exchange, exchange.response));
    }
    return evidence.finding("no way round the key was tried");
  },
};

function judgeAnswer(exchange: Exchange, response: RecordedResponse): Failure | undefined {
  const asked = `Without a valid key, ${exchange.request.method} (${exchange.purpose.probe ?? exchange.purpose.role})`;
  const page = readPage(exchange);
  const lists = !("unreadable" in page) && page.items.length > 0;
  const { text } = response.body;
  if (lists || streamKey.test(text))
    return {
      message: `${asked} lists sessions.`,
      pointer: "",
      expected: "a refusal, and no session",
      actual: lists ? `status 200 with ${page.items.length} sessions` : `status ${response.status} with stream keys`,
      exchanges: [exchange.id],
    };
  const repeated = key.exec([...response.headers.map(([, value]) => value), text].join("\n"));
  return repeated
    ? {
        message: `${asked} is answered with the key that was sent.`,
        pointer: "",
        expected: "an answer without a key",
        actual: repeated[0],
        exchanges: [exchange.id],
      }
    : undefined;
}

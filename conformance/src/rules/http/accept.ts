import { Evidence } from "../../findings/evidence.ts";
import { accept, everyAccept } from "../../questions/accept.ts";
import { isAskedBy } from "../../questions/question.ts";
import { isJsonMediaType, readPage } from "../../reading/page-reading.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.accept. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: everyAccept,
  dependsOn: ["representation.schema", "representation.media-type"],
  explanation: {
    why: "Browsers and tools send Accept headers of their own (RFC 9110 §12.5.1).",
    probe:
      "text/html and application/xml; */* and none at all, which any server can serve; malformed ones, and an Accept-Language and an Accept-Charset that nobody can serve.",
    example: "Accept: text/html is answered 500, or with an HTML page; curl's */* is answered 406.",
    remedy: "Ignore these headers, or answer 406; catch what their parsers throw.",
  },
  forLists: {
    title: "An Accept that the server cannot serve is answered 200 with JSON or 406, never 5xx.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(accept)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      const page = status === 200 ? readPage(exchange) : undefined;
      const isJson = isJsonMediaType(exchange);
      const question = everyAccept.find((candidate) => isAskedBy(exchange.purpose, candidate));
      const mayRefuse = question?.fitsJson !== true;
      const isRefusal = mayRefuse && (status === 406 || (question?.isMalformed === true && status === 400));
      const isRight = (page !== undefined && !("unreadable" in page) && isJson) || isRefusal;
      const actual =
        status === 200 && !isRight ? "status 200 with something else than the JSON list" : `status ${status}`;
      evidence.compare(
        isRight
          ? undefined
          : {
              message: `${exchange.purpose.probe ?? ""} is answered ${actual}.`,
              pointer: "",
              expected: mayRefuse ? "status 200 with JSON, or 406" : "status 200 with JSON",
              actual,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no other Accept was tried");
  },
};

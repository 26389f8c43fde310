import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { accept, everyAccept } from "../../questions/accept.ts";
import { starOfUnknown } from "../../questions/conditional.ts";
import { isAskedBy } from "../../questions/question.ts";
import { isJsonMediaType, readPage } from "../../reading/page-reading.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.accept. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [...everyAccept, starOfUnknown],
  dependsOn: ["representation.schema", "representation.media-type"],
  explanation: {
    why: "Browsers and tools send Accept headers of their own (RFC 9110 §12.5.1).",
    probe:
      "text/html and application/xml; */* and none at all, which any server can serve; malformed ones, and an Accept-Language and an Accept-Charset that nobody can serve; an unknown entity as a browser asks for it, by gzip and with a malformed Accept-Language, too.",
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
      // Asked for a part, a server may send that or all; what it calls all has to be all.
      const isPart = status === 206 && exchange.request.headers["range"] !== undefined;
      const isRight = (page !== undefined && !("unreadable" in page) && isJson) || isRefusal || isPart;
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
    for (const exchange of view.of(starOfUnknown)) {
      const status = evidence.statusOf(exchange);
      if (status !== undefined) evidence.compare(status < 500 ? undefined : failedRefusal(exchange, status));
    }
    return evidence.finding("no other Accept was tried");
  },
};

function failedRefusal({ id }: Exchange, status: number): Failure {
  return {
    message: `An unknown entity, asked for with a malformed Accept-Language, is answered ${status}.`,
    pointer: "",
    expected: "status 404, 406 or 400",
    actual: `status ${status}`,
    exchanges: [id],
  };
}

import { Evidence } from "../../judging/evidence.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { Rule } from "../rule.ts";

/** Clause http.accept. */
export const accept: Rule = {
  id: "http.accept",
  since: "1.0.0",
  level: "MUST",
  clauses: ["http.accept"],
  title: "An Accept that the server cannot serve is answered 200 with JSON or 406, never 5xx.",
  modes: ["provisioned", "read-only"],
  experiments: ["accept"],
  explanation: {
    why: "Browsers and tools send Accept headers of their own (RFC 9110 §12.5.1).",
    probe: "*/*, text/html, application/xml with image/*, and application/json;q=0.",
    example: "Accept: text/html is answered 500, or with an HTML page.",
    remedy: "Ignore Accept, or answer 406.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of("accept", "accept")) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      const mustBeServed = exchange.purpose.probe === "*/*";
      const page = status === 200 ? readPage(exchange) : undefined;
      const isRight = (page !== undefined && !("fault" in page)) || (status === 406 && !mustBeServed);
      const actual = page && "fault" in page ? `status 200, ${page.fault}` : `status ${status}`;
      evidence.compare(
        isRight
          ? undefined
          : {
              message: `Accept: ${exchange.purpose.probe ?? ""} is answered ${actual}.`,
              pointer: "",
              expected: mustBeServed ? "status 200 with JSON" : "status 200 with JSON, or 406",
              actual,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no other Accept was tried");
  },
};

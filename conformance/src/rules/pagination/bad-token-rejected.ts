import { Evidence } from "../../findings/evidence.ts";
import { garbage } from "../../questions/tokens.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.bad-token-rejected. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [garbage],
  explanation: {
    why: "A client with a damaged token that gets page one starts over in silence; with an empty page it believes that it is done.",
    probe: "A sentence with spaces, an emoji, NUL and a path in the place of a token.",
    example: "page_token=🦆 gives the first page.",
    remedy: "Decode strictly and check what was decoded before it reaches the query; answer 400 when either fails.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(garbage)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status === 400
          ? undefined
          : {
              message: `${exchange.purpose.probe ?? "Text"} in the place of a token is answered ${inWords(exchange, status)}.`,
              pointer: "",
              expected: "status 400",
              actual: inWords(exchange, status),
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no text in the place of a token was tried");
  },
};

function inWords(exchange: Exchange, status: number): string {
  const page = readPage(exchange);
  return "fault" in page ? `status ${status}` : `status 200 with ${page.sessions.length} sessions`;
}

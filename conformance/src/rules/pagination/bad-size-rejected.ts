import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import * as requests from "../../questions/requests.ts";
import * as sizes from "../../questions/sizes.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.bad-size-rejected. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [sizes.bad, sizes.odd, requests.badSize],
  explanation: {
    why: "A client whose size is wrong must hear of it, not read another page than it asked for.",
    probe:
      "page_size = 0, 00, -0, -1, 1.5, 0.5, abc, 5abc, undefined, null, NaN and Infinity, on the first page, with a token, and of an entity without sessions; odd spellings (+5, 1.0, 0x10, blank, Arabic and superscript digits, given twice, with a semicolon, in brackets) must not be a server error.",
    example: "page_size=5abc gives five sessions, page_size=0 gives all of them.",
    remedy: "Accept /^[0-9]+$/ and check the range; parseInt takes 5abc for 5, and || takes 0 for absent.",
  },
  forLists: {
    title: "Negative, fractional and non-numeric page sizes are refused as declared.",
    facts: ["limitParam"],
    mustBy: "errors.size",
    hostile: [sizes.bad],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(sizes.bad, requests.badSize)) {
      const status = evidence.statusOf(exchange);
      if (status !== undefined)
        evidence.compare(isRight(view, status) ? undefined : wrongStatus(view, exchange, status, rightStatus(view)));
    }
    for (const exchange of view.of(sizes.odd)) {
      const status = evidence.statusOf(exchange);
      if (status !== undefined)
        evidence.compare(status < 500 ? undefined : wrongStatus(view, exchange, status, "400, or the evident value"));
    }
    return evidence.finding("no bad size was tried");
  },
};

/** The status that was declared; any that refuses, where none was. */
function isRight({ profile }: View, status: number): boolean {
  return profile.errors.size === undefined ? status >= 400 && status < 500 : status === profile.errors.size;
}

function rightStatus({ profile }: View): string {
  return `status ${profile.errors.size ?? "4xx"}`;
}

function wrongStatus(view: View, exchange: Exchange, status: number, expected: string): Failure {
  return {
    message: `${view.words.size} ${exchange.purpose.probe ?? ""} is answered ${status}.`,
    pointer: "",
    expected,
    actual: `status ${status}`,
    exchanges: [exchange.id],
  };
}

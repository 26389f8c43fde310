import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { comparePages, nearestTo } from "../../findings/same-page.ts";
import * as tokens from "../../questions/tokens.ts";
import { drift } from "../../questions/walks.ts";
import { followed } from "../../reading/followed-pages.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.bad-token-rejected. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [
    tokens.garbage,
    tokens.nested,
    tokens.twice,
    tokens.source,
    tokens.sourceAgain,
    tokens.control,
    tokens.replay,
    ...drift,
  ],
  explanation: ({ positionParam }) => ({
    why: "A client with a damaged token that gets page one starts over in silence; with an empty page it believes that it is done.",
    probe: `A sentence with spaces, an emoji, NUL, a path, bytes that are not UTF-8 and broken escapes in place of a token; ${positionParam}[]=… and ${positionParam}[$ne]=…, which may be ignored; and one token given twice.`,
    example: `${positionParam}=🦆 gives the first page.`,
    remedy: "Decode strictly and check what was decoded before it reaches the query; answer 400 when either fails.",
  }),
  forLists: {
    title: "Text that is no position at all is refused as declared: never 5xx, never page one, never an empty page.",
    mustBy: "errors.token",
    styles: ["cursor", "offset", "page"],
    hostile: [tokens.garbage],
  },
  judge(view) {
    const evidence = new Evidence();
    const { position } = view.words;
    for (const exchange of view.of(tokens.garbage)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        isRight(view, status)
          ? undefined
          : {
              message: `${exchange.purpose.probe ?? "Text"} in place of ${position === "offset" ? "an" : "a"} ${position} is answered ${inWords(view, exchange, status)}.`,
              pointer: "",
              expected: `status ${view.profile.errors.token ?? "4xx"}`,
              actual: inWords(view, exchange, status),
              exchanges: [exchange.id],
            },
      );
    }
    for (const exchange of followed(view.of(tokens.nested))) judgeIgnorable(view, evidence, exchange, false);
    for (const exchange of view.of(tokens.twice)) judgeIgnorable(view, evidence, exchange, true);
    return evidence.finding("no text in place of a token was tried");
  },
};

/** 400, or what comes without the parameter; where its value is a token, what that leads to will do, too. */
function judgeIgnorable(view: View, evidence: Evidence, exchange: Exchange, isToken: boolean): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined) return;
  const name = isToken ? "A token given twice" : (exchange.purpose.probe ?? "");
  if (status !== 200) {
    evidence.compare(status === 400 ? undefined : wrongStatus(exchange, `${name} is answered ${status}.`, status));
    return;
  }
  const firstPages = followed(view.of(tokens.source, tokens.sourceAgain)).filter(isOfPopulated);
  const laterPages = isToken ? view.of(tokens.control, tokens.replay) : [];
  const wanted = nearestTo(exchange, [...firstPages, ...laterPages]);
  comparePages(view, evidence, wanted, exchange, `${name} gives another list`);
}

function isOfPopulated({ purpose }: Exchange): boolean {
  return purpose.collection === "populated";
}

function wrongStatus(exchange: Exchange, message: string, status: number): Failure {
  return { message, pointer: "", expected: "status 400", actual: `status ${status}`, exchanges: [exchange.id] };
}

/** The status that was declared; any that refuses, where none was. */
function isRight({ profile }: View, status: number): boolean {
  return profile.errors.token === undefined ? status >= 400 && status < 500 : status === profile.errors.token;
}

function inWords({ words }: View, exchange: Exchange, status: number): string {
  const page = readPage(exchange);
  return "unreadable" in page ? `status ${status}` : `status 200 with ${page.items.length} ${words.items}`;
}

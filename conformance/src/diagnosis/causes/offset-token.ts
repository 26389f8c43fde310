import type { View } from "../../reading/view.ts";
import { type Cause, shown } from "../cause.ts";
import { allTokensSay, type TokenSample, tokenSamples } from "../token-samples.ts";
import { RULES_OF_COUNTING } from "./page-number.ts";

/** Tokens that say how many sessions were listed so far. */
export const offsetToken: Cause = {
  id: "offset",
  find({ view }) {
    const samples = tokenSamples(view).filter(({ rows }) => rows > 0);
    const example = samples.find(({ pages }) => pages > 1) ?? samples[0];
    if (!example) return undefined;
    const isOffset = allTokensSay(samples, ({ rows }) => rows);
    const left = (sample: TokenSample): number => totalOf(view, sample) - sample.rows;
    if (!isOffset && !allTokensSay(samples, left)) return undefined;
    const { sortKey } = view.words;
    const pages = `${example.pages} page${example.pages === 1 ? "" : "s"}`;
    return {
      title: isOffset ? "The page token is an offset." : "The page token counts how many sessions are left.",
      because: isOffset
        ? `Each token holds the number of sessions before it: ${example.rows} after the first ${pages}.`
        : `Each token holds the number of sessions that are left: ${left(example)} after the first ${pages}.`,
      remedy: `A session that starts or is deleted during a walk shifts all that follow, so one is repeated or lost. Put the last session's ${sortKey} and id into the token, and select what comes after it: where (${sortKey}, id) < (?, ?) order by ${sortKey} desc, id desc.`,
      explains: RULES_OF_COUNTING,
      exchanges: shown([example.page.exchange]),
    };
  },
};

function totalOf(view: View, { page }: TokenSample): number {
  const { collection = "" } = page.exchange.purpose;
  return view.known?.sessionsAt(collection, page.exchange.id).length ?? Number.NaN;
}

import { type Cause, shown } from "../cause.ts";
import { allTokensSay, plainNumber, tokenSamples } from "../token-samples.ts";
import { RULES_OF_COUNTING } from "./page-number.ts";

/** Tokens that say how many sessions were listed so far. */
export const offsetToken: Cause = {
  id: "offset",
  find({ view }) {
    const samples = tokenSamples(view).filter(({ rows }) => rows > 0);
    const example = samples.find(({ pages }) => pages > 1) ?? samples[0];
    if (!example || !allTokensSay(samples, ({ rows }) => rows)) return undefined;
    return {
      title: "The page token is an offset.",
      because: `Each token says how many sessions came before it: behind ${example.rows} sessions on ${example.pages} pages it is ${plainNumber(example.token)}.`,
      remedy:
        "A session that begins or is deleted during a walk moves all that follow, so that one is repeated or lost. Put the last session's created_at and id into the token, and ask for what comes after: where (created_at, id) < (?, ?) order by created_at desc, id desc.",
      explains: RULES_OF_COUNTING,
      exchanges: shown([example.page.exchange]),
    };
  },
};

import { type Cause, listed, shown } from "../cause.ts";
import { allTokensSay, plainNumber, type TokenSample, tokenSamples } from "../token-samples.ts";

/** What goes wrong where a place is told by counting from the head of the list. */
export const RULES_OF_COUNTING: readonly string[] = [
  "pagination.exactly-once",
  "pagination.insert-tolerant",
  "pagination.delete-tolerant",
  "pagination.foreign-token-rejected",
  "pagination.terminates",
  "ordering.unmoved-by-update",
];

/** Tokens that grow by one with each page, whatever its size. */
export const pageNumber: Cause = {
  id: "page-number",
  find({ view }) {
    const samples = tokenSamples(view).filter(({ rows, pages }) => rows > 0 && pages > 0);
    const isNumber = [0, 1].some((first) => allTokensSay(samples, ({ pages }) => pages + first));
    // At one session a page a page number is an offset, too.
    const isOffset = allTokensSay(samples, ({ rows }) => rows);
    if (!isNumber || isOffset) return undefined;
    const firsts = firstOfEachSize(samples);
    const token = firsts[0]?.token ?? "";
    return {
      title: "The page token is a page number.",
      because: `Tokens grow by one with each page, whatever its size: behind the first page of ${listed(firsts.map(({ size }) => size))} sessions the token is ${plainNumber(token)} each time.`,
      remedy:
        "Sessions that begin or are deleted, and sizes that change on the way, move every page behind them. Put the last session's created_at and id into the token, and ask for what comes after: where (created_at, id) < (?, ?) order by created_at desc, id desc.",
      explains: RULES_OF_COUNTING,
      exchanges: shown(firsts.map(({ page }) => page.exchange)),
    };
  },
};

function firstOfEachSize(samples: readonly TokenSample[]): TokenSample[] {
  const bySize = new Map<number, TokenSample>();
  for (const sample of samples) if (sample.pages === 1 && !bySize.has(sample.size)) bySize.set(sample.size, sample);
  return [...bySize.values()].sort((one, other) => one.size - other.size).slice(0, 4);
}

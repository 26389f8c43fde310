import type { View } from "../../reading/view.ts";
import { isNewestFirst } from "../boundaries.ts";
import { type Cause, listed, shown } from "../cause.ts";
import { isInDeclaredOrder } from "../key-boundaries.ts";
import { allTokensSay, type TokenSample, tokenSamples } from "../token-samples.ts";

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
    // Where the style is one of page numbers, that is no cause but what was declared.
    if (view.profile.paging.style !== "cursor") return undefined;
    const samples = tokenSamples(view).filter(({ rows, pages }) => rows > 0 && pages > 0);
    const first = [0, 1].find((number) => allTokensSay(samples, ({ pages }) => pages + number));
    // At one session a page a page number is an offset, too.
    const isOffset = allTokensSay(samples, ({ rows }) => rows);
    if (first === undefined || isOffset || !isOneTokenForAllSizes(samples)) return undefined;
    const firsts = firstOfEachSize(samples);
    const { item, items, sortKey } = view.words;
    return {
      title: "The page token is a page number.",
      because: `Tokens grow by one with each page, at every page size: after the first page of ${listed(firsts.map(({ size }) => size))} ${items}, each token holds ${first + 1}.`,
      remedy: view.isLiveSessions
        ? `Sessions that start or are deleted, and a change of the page size, shift every later page. Put the last session's ${sortKey} and id into the token, and select what comes after it: where (${sortKey}, id) < (?, ?) order by ${sortKey} desc, id desc.`
        : `Items that are added or deleted, and a change of the page size, shift every later page. Put the sort key and the id of the last ${item} into the token, and select what comes after it.`,
      explains: [
        ...RULES_OF_COUNTING,
        ...(view.isLiveSessions ? [] : ["ordering.stable-ties", "pagination.full-pages"]),
        ...(isOrderedAtOneSize(view) ? ["ordering.newest-first"] : []),
      ],
      exchanges: shown(firsts.map(({ page }) => page.exchange)),
    };
  },
};

// Where only walks whose size changes come back to what is newer, it is the number that leads them back.
function isOrderedAtOneSize({ undisturbedWalks, isLiveSessions, profile }: View): boolean {
  const ofOneSize = undisturbedWalks.filter(({ pages }) => new Set(pages.map(({ askedSize }) => askedSize)).size === 1);
  if (!isLiveSessions) return isInDeclaredOrder(profile, ofOneSize);
  return ofOneSize.length > 0 && ofOneSize.every(isNewestFirst);
}

// A cursor may count its pages besides: then its tokens differ from size to size.
function isOneTokenForAllSizes(samples: readonly TokenSample[]): boolean {
  return samples.some(({ token, size, pages, page }) =>
    samples.some(
      (other) =>
        other.size !== size &&
        other.pages === pages &&
        other.token === token &&
        other.page.exchange.purpose.collection === page.exchange.purpose.collection,
    ),
  );
}

function firstOfEachSize(samples: readonly TokenSample[]): TokenSample[] {
  const bySize = new Map<number, TokenSample>();
  for (const sample of samples) if (sample.pages === 1 && !bySize.has(sample.size)) bySize.set(sample.size, sample);
  return [...bySize.values()].sort((one, other) => one.size - other.size).slice(0, 4);
}

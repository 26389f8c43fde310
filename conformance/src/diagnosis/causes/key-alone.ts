import { type Cause, shown } from "../cause.ts";
import { type KeyBoundary, readKeyBoundaries } from "../key-boundaries.ts";
import type { Symptoms } from "../symptoms.ts";

const RULES = ["pagination.exactly-once", "pagination.terminates", "pagination.full-pages", "ordering.stable-ties"];
const FEWEST = 2;

/** Any list: a position that asks for what comes behind a sort key, and so forgets what shares it. */
export const keyAlone: Cause = {
  id: "time-alone",
  find(symptoms) {
    if (!isOpaque(symptoms) || symptoms.hasFailed("ordering.newest-first")) return undefined;
    const { all, lost } = readKeyBoundaries(symptoms.view);
    const losing = all.filter((boundary) => boundary.lost.length > 0);
    const tied = new Set(losing.flatMap((boundary) => boundary.lost));
    const [example] = losing;
    // Whatever of the anchor's key was left has to be lost, and nothing else.
    const goesOn = all.some((boundary) => boundary.lost.length < boundary.left.length);
    const isOther = [...lost].some((id) => !tied.has(id)) || all.some(({ again }) => again.length > 0);
    if (!example || losing.length < FEWEST || goesOn || isOther) return undefined;
    const { items, sortKey, position } = symptoms.view.words;
    return {
      title: `The ${position} holds only ${sortKey}: ${items} that share it with the last one of a page are lost.`,
      because: `At each of ${losing.length} page boundaries between ${items} with the same ${sortKey}, the remaining ones are skipped; for example ${described(example)}.`,
      remedy: remedyOf(sortKey, position),
      explains: RULES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};

/** Any list: a position that asks for what is not before a sort key, and so lists again what shares it. */
export const keyAloneInclusive: Cause = {
  id: "time-alone-inclusive",
  find(symptoms) {
    if (!isOpaque(symptoms) || symptoms.hasFailed("ordering.newest-first")) return undefined;
    const { all, lost } = readKeyBoundaries(symptoms.view);
    const [example] = all.filter(({ again }) => again.length > 1);
    // One that repeats the last item alone may do so for another reason.
    const isFit = all.length >= FEWEST && all.every(({ ties, again }) => sameIds(ties, again));
    if (!example || !isFit || lost.size > 0) return undefined;
    const { items, sortKey, position } = symptoms.view.words;
    return {
      title: `The ${position} holds only ${sortKey}: ${items} that share it with the last one of a page are repeated.`,
      because: `Each of ${all.length} pages begins with exactly those ${items} of the previous page that have the same ${sortKey} as its last one; for example ${described(example)}.`,
      remedy: remedyOf(sortKey, position),
      explains: RULES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};

// A number counts; it holds no key.
function isOpaque({ view }: Symptoms): boolean {
  return ["cursor", "link", "body-link"].includes(view.profile.paging.style);
}

function described({ walk, key, before }: KeyBoundary): string {
  return `in the walk "${walk.name}", after the page that ends with ${key} (exchange ${before.exchange.id})`;
}

function remedyOf(sortKey: string, position: string): string {
  return `Order by ${sortKey} and a unique column, put both into the ${position}, and compare both: where (${sortKey}, id) < (?, ?), or > if the order is ascending.`;
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  const others = new Set(other);
  return one.length === other.length && one.every((id) => others.has(id));
}

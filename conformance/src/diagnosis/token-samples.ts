import { DEFAULT_PAGE_SIZE } from "../contract/generated/page-size.ts";
import type { View } from "../reading/view.ts";
import type { WalkPage } from "../reading/walks.ts";

/** One token with what was walked when it was given. */
export interface TokenSample {
  readonly token: string;
  /** Pages so far, this one included. */
  readonly pages: number;
  /** Sessions so far. */
  readonly rows: number;
  readonly size: number;
  readonly page: WalkPage;
}

const MIN_CASES = 4;

/** Tokens of walks while the suite changed nothing. */
export function tokenSamples(view: View): TokenSample[] {
  const usual = view.profile.size.default ?? DEFAULT_PAGE_SIZE;
  return view.undisturbedWalks.flatMap(({ pages }) => {
    let rows = 0;
    return pages.flatMap((page, index) => {
      rows += page.items.length;
      const size = page.askedSize ?? usual;
      return page.nextToken === undefined ? [] : [{ token: page.nextToken, pages: index + 1, rows, size, page }];
    });
  });
}

/**
 * True when one number in every token, at the same place, is the one wanted: in the token as it stands, or in what it decodes to.
 * Few tokens, or tokens of one size alone, prove nothing.
 */
export function allTokensSay(samples: readonly TokenSample[], wanted: (sample: TokenSample) => number): boolean {
  const sizes = new Set(samples.filter(({ pages }) => pages === 1).map(({ size }) => size));
  if (samples.length < MIN_CASES || sizes.size < 2) return false;
  return [asItStands, decoded].some((read) => {
    const numbers = samples.map(({ token }) => numbersIn(read(token)));
    const places = Math.min(...numbers.map(({ length }) => length));
    // Counted from either end: what stands before or behind the number may hold others.
    return Array.from({ length: 2 * places }, (_, place) => place - places).some((place) =>
      samples.every((sample, index) => numbers[index]?.at(place) === wanted(sample)),
    );
  });
}

function asItStands(token: string): string {
  return token;
}

function decoded(token: string): string {
  return Buffer.from(token, "base64").toString("latin1");
}

const MAX_DIGITS = 15;

// Of a cursor with times and ids some other number will not grow as wanted in every token.
function numbersIn(text: string): number[] {
  if (!/^[\x20-\x7e]*$/.test(text)) return [];
  const withoutIds = text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "");
  return (withoutIds.match(/\d+/g) ?? []).filter(({ length }) => length <= MAX_DIGITS).map(Number);
}

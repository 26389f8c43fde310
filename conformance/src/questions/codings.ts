import type { Question } from "./question.ts";

/** The page that the others are compared with, uncompressed. */
export const plain: Question = { experiment: "codings", role: "plain" };

/** The same right after the others, as somebody's own list grows. */
export const plainAgain: Question = { experiment: "codings", role: "plain again" };

/** The same page with an `Accept-Encoding`. */
export const coded: Question = { experiment: "codings", role: "coded" };

/** Such a header, which is the probe. */
export interface CodingQuestion extends Question {
  readonly probe: string;
  /** What is asked for besides, as by a browser in a country whose calendar, digits or decimal point are others; any other will do. */
  readonly language?: string;
}

/** Every header that is tried: each coding alone, what browsers send, and codings that are refused. */
export const everyCoding: readonly CodingQuestion[] = [
  { ...coded, probe: "br", language: "fa-IR" },
  { ...coded, probe: "gzip, deflate, br, zstd", language: "th-TH" },
  { ...coded, probe: "gzip;q=0, br;q=0, zstd;q=0, deflate;q=0", language: "de-DE" },
  { ...coded, probe: "gzip, identity;q=0", language: "tr-TR" },
];

/** A page for its tag, compressed. */
export const tagged: Question = { experiment: "codings", role: "tagged" };

/** The same with that tag. */
export const sameTag: Question = { experiment: "codings", role: "same tag" };

/** The same with another tag. */
export const otherTag: Question = { experiment: "codings", role: "other tag" };

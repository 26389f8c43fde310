import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import type { Question } from "./question.ts";

/** A page for its token. */
export const source: Question = { experiment: "sizes", role: "source" };

/** A `page_size` that is none: 400 is the only answer. */
export const bad: Question = { experiment: "sizes", role: "bad" };

/** One of them. */
export const zero: Question & { readonly probe: string } = { ...bad, probe: "0" };

/** The same in every run, each alone on the first page. */
export const badSizes: readonly string[] = [
  ...[zero.probe, "-1", "1.5", "abc", "5abc"],
  ...["00", "-0", "0.5", "undefined", "null", "NaN", "Infinity"],
];

/** A spelling that may be refused, or taken for what it evidently means. */
export const odd: Question = { experiment: "sizes", role: "odd" };

/** An odd spelling, with the most sessions that it can be taken to mean. */
export interface OddSize extends Question {
  readonly probe: string;
  /** `page_size` as it is sent; several are sent one after the other. */
  readonly values: readonly string[];
  /** The parameter's name, where that is what is odd. */
  readonly name?: string;
  /** The values are sent as they stand. */
  readonly isEncoded?: boolean;
  /** Sent to a collection with more sessions than a page may hold, if there is one. */
  readonly goesToLarge?: boolean;
  readonly atMost: number;
}

/** Every odd spelling. */
export const oddSizes: readonly OddSize[] = [
  { ...odd, probe: "+5", values: ["+5"], atMost: 5 },
  { ...odd, probe: "1.0", values: ["1.0"], atMost: 1 },
  { ...odd, probe: "0x10", values: ["0x10"], atMost: 16 },
  { ...odd, probe: "blank", values: [""], atMost: DEFAULT_PAGE_SIZE },
  { ...odd, probe: "٥", values: ["٥"], atMost: DEFAULT_PAGE_SIZE },
  // A digit for those who ask what is one, and no number for those who calculate.
  { ...odd, probe: "²", values: ["²"], atMost: DEFAULT_PAGE_SIZE },
  // One of the two may be checked, and the other one used.
  { ...odd, probe: "repeated", values: ["5", "500"], atMost: MAX_PAGE_SIZE, goesToLarge: true },
  { ...odd, probe: "repeated, the other way round", values: ["500", "5"], atMost: MAX_PAGE_SIZE, goesToLarge: true },
  // Where pairs are parted by it, too, a size of 5; else no number, or no pair.
  { ...odd, probe: "with a semicolon", values: ["5;x=1"], isEncoded: true, atMost: DEFAULT_PAGE_SIZE },
  // As a list of one, or as a name that nobody knows: what it holds must not pass unchecked.
  { ...odd, probe: "in brackets", name: "page_size[]", values: ["500"], atMost: MAX_PAGE_SIZE, goesToLarge: true },
];

/** The largest page, which sizes above the maximum are compared with. */
export const largest: Question = { experiment: "sizes", role: "hundred", isOrdinary: true };

/** A `page_size` above the maximum, on the first page. */
export const oversize: Question = { experiment: "sizes", role: "over" };

/** The same with a token. */
export const oversizeWithToken: Question = { experiment: "sizes", role: "over beside a token" };

import type { Question } from "./question.ts";

/** A page with another `Accept` than JSON; what comes back may be anything that was asked for. */
export const accept: Question = { experiment: "accept", role: "accept" };

/** What browsers send for a page that they show: HTML by preference, and anything else will do. */
export const BROWSERS_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** An `Accept` that is tried. */
export interface AcceptQuestion extends Question {
  readonly probe: string;
  /** Null sends none. */
  readonly value: string | null;
  /** Further headers, of the same family. */
  readonly headers?: Readonly<Record<string, string>>;
  /** It is no such header at all, so that 400 will do, too. */
  readonly isMalformed?: boolean;
  /** The endpoint's JSON will do for it, so that any server can serve it. */
  readonly fitsJson: boolean;
}

/** Types that the endpoint has not, what curl and many clients send, and none at all. */
export const everyAccept: readonly AcceptQuestion[] = [
  { ...accept, probe: "Accept: text/html", value: "text/html", fitsJson: false },
  { ...accept, probe: "Accept: application/xml", value: "application/xml", fitsJson: false },
  { ...accept, probe: "Accept: */*", value: "*/*", headers: { range: "bytes=0-99" }, fitsJson: true },
  { ...accept, probe: "no Accept", value: null, fitsJson: true },
  ...["application", "application/json;q=high"].map((value) => malformed(`Accept: ${value}`, value)),
  malformed("Accept-Language: d_e!!;q", "application/json", { "accept-language": "d_e!!;q" }),
  malformed("Accept-Charset: utf-16", "application/json", { "accept-charset": "utf-16" }),
  malformed("Accept-Charset: x-no-such", "application/json", { "accept-charset": "x-no-such;q=2" }),
];

function malformed(probe: string, value: string, headers: Readonly<Record<string, string>> = {}): AcceptQuestion {
  return { ...accept, probe, value, headers, fitsJson: false, isMalformed: true };
}

import type { Question } from "./question.ts";

/** A page with another `Accept` than JSON; what comes back may be anything that was asked for. */
export const accept: Question = { experiment: "accept", role: "accept" };

/** An `Accept` that is tried. */
export interface AcceptQuestion extends Question {
  readonly probe: string;
  /** Null sends none. */
  readonly value: string | null;
  /** The endpoint's JSON will do for it, so that any server can serve it. */
  readonly fitsJson: boolean;
}

/** Types that the endpoint has not, what curl and many clients send, and none at all. */
export const everyAccept: readonly AcceptQuestion[] = [
  { ...accept, probe: "text/html", value: "text/html", fitsJson: false },
  { ...accept, probe: "application/xml", value: "application/xml", fitsJson: false },
  { ...accept, probe: "*/*", value: "*/*", fitsJson: true },
  { ...accept, probe: "none", value: null, fitsJson: true },
];

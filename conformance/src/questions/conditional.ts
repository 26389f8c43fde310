import type { Question } from "./question.ts";

/** A page for its tag. */
export const tagged: Question = { experiment: "conditional", role: "tagged" };

/** `If-None-Match` with that tag. */
export const sameTag: Question = { experiment: "conditional", role: "same tag" };

/** `If-None-Match` with others. */
export const otherTag: Question = { experiment: "conditional", role: "other tag" };

/** That tag in a list of others. */
export const sameTagInAList: Question = { experiment: "conditional", role: "same tag in a list" };

/** A validator that no page has. */
export const noValidator: Question = { experiment: "conditional", role: "no validator of the page" };

/** A weak tag that is not a page's. */
export const otherWeakTag: Question = { ...noValidator, probe: "another weak tag" };

/** A tag of no page together with a date, which does not count then. */
export const otherTagAndDate: Question = { ...noValidator, probe: "another tag, and a date" };

/** A range of the page's bytes, and `If-Modified-Since` with what is not a date, which is ignored. */
export const noDate: Question = { ...noValidator, probe: "no date" };

/** `If-None-Match: *` of a collection that does not exist, with headers of negotiation as a browser sends them, one of them malformed. */
export const starOfUnknown: Question = { experiment: "conditional", role: "any page of an unknown entity" };

/** `If-None-Match` with that tag, without a key. */
export const keyFirst: Question = { experiment: "conditional", role: "key first" };

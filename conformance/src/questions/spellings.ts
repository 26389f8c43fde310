import type { Question } from "./question.ts";

/** A page of an own collection, its id spelled as it was given. */
export const plain: Question = { experiment: "spellings", role: "plain" };

/** The same right after the others, as somebody's own list grows. */
export const plainAgain: Question = { experiment: "spellings", role: "plain again" };

/** The same id with characters as escapes, which mean the same (RFC 3986 §2.3). */
export const escaped: Question = { experiment: "spellings", role: "escaped id" };

/** One of them as an escape. */
export const oneEscaped: Question = { ...escaped, probe: "one character" };

/** Its last character that is not a letter or digit of hexadecimal, the digits of the escape in lower case. */
export const escapedInLowerCase: Question = { ...escaped, probe: "one character, in lower case" };

/** All of them. */
export const allEscaped: Question = { ...escaped, probe: "every character" };

/** The same UUID in another case. */
export const otherCase: Question = { experiment: "spellings", role: "id in another case" };

import { POSITION_PARAM } from "../contract/generated/list-names.ts";
import type { Question } from "./question.ts";

/** The first page, for its token. */
export const source: Question = { experiment: "tokens", role: "source" };

/** Read-only: the same once more, as somebody's own list grows. */
export const sourceAgain: Question = { experiment: "tokens", role: "source again" };

/** Read-only: the same at the default size. */
export const sourceAtDefault: Question = { experiment: "tokens", role: "source at the default size" };

/** A blank token, which is the first page. */
export const blank: Question = { experiment: "tokens", role: "blank" };

/** The same at the default size. */
export const blankAtDefault: Question = { experiment: "tokens", role: "blank at the default size" };

/** Text that no server would hand out as a token; numbers and short words might be one. */
export const garbage: Question = { experiment: "tokens", role: "garbage" };

/** A text in place of a token. */
export interface GarbageToken extends Question {
  readonly probe: string;
  readonly text: string;
  /** The text is sent as it stands: its escapes are what is tried. */
  readonly isEncoded?: boolean;
  /** Sent with a `page_size`, too. */
  readonly hasSize?: boolean;
  /** Sent to a collection without sessions if there is one: a server may answer there before it has looked at the token. */
  readonly goesToEmpty?: boolean;
}

/** Every text that is tried. */
export const garbageTokens: readonly GarbageToken[] = [
  { ...garbage, probe: "a sentence", text: "this isn't a page token, it is a sentence with spaces", hasSize: true },
  { ...garbage, probe: "an emoji", text: "🦆" },
  { ...garbage, probe: "NUL", text: "\u0000", hasSize: true, isHostile: true },
  { ...garbage, probe: "a path", text: "../../../etc/passwd", goesToEmpty: true, isSuspicious: true },
  { ...garbage, probe: "bytes that are not UTF-8", text: "%ff%fe", isEncoded: true, isHostile: true },
  { ...garbage, probe: "an escape that is none", text: "%zz", isEncoded: true, isHostile: true },
  { ...garbage, probe: "an escape that is cut short", text: "no%20token%", isEncoded: true, isHostile: true },
];

/** The parameter in a form that some parsers make lists and objects of. */
export const nested: Question = { experiment: "tokens", role: "nested" };

/** A name for it, with the text that goes along. */
export interface NestedToken extends Question {
  readonly probe: string;
  readonly name: string;
}

/** Every such name. */
export const nestedTokens: readonly NestedToken[] = [nestedBy("[]"), nestedBy("[$ne]")];

function nestedBy(brackets: string): NestedToken {
  const name = `${POSITION_PARAM}${brackets}`;
  return { ...nested, probe: name, name };
}

/** One token given twice. */
export const twice: Question = { experiment: "tokens", role: "twice" };

/** The page behind a token; where that lists nothing and goes on, the page behind that, too. */
export const control: Question = { experiment: "tokens", role: "control" };

/** The same token again. */
export const replay: Question = { experiment: "tokens", role: "replay" };

/** The same token as somebody sends it who does not encode. */
export const unencoded: Question = { experiment: "tokens", role: "unencoded" };

/** The same token, refused by then, as somebody sends it who encodes twice. */
export const encodedTwice: Question = { experiment: "tokens", role: "encoded twice" };

/** The same token with each of its bytes as an escape. */
export const encoded: Question = { experiment: "tokens", role: "encoded" };

/** The token changed in one way. */
export const altered: Question = { experiment: "tokens", role: "altered", looksForOthers: true };

/** Changed: NUL put into it. */
export const alteredByNul: Question = { ...altered, probe: "NUL inside", isHostile: true };

/** Changed: 8 KiB longer. */
export const alteredTooLong: Question = { ...altered, probe: "8 KiB long", isHostile: true, isOverlong: true };

/** Changed: the id of the same account's other collection put in place of its own. */
export const alteredToSibling: Question = { ...altered, probe: "entity 1 in its place", namesAnotherCollection: true };

/** The same inside of what the token says when it is decoded. */
export const alteredToSiblingDecoded: Question = { ...alteredToSibling, probe: "decoded, entity 1 in its place" };

/** A token of another collection. */
export const foreign: Question = { experiment: "tokens", role: "foreign", looksForOthers: true };

/** A token from the beginning of the run at its end, on a connection of its own. */
export const lateReplay: Question = {
  experiment: "late",
  role: "late replay",
  probe: "at the end, on a new connection",
};

import { contractWords } from "../contract/contract-words.ts";
import { LIST_PATH, POSITION_PARAM, SIZE_PARAM } from "../contract/generated/list-names.ts";
import { asciiLowerCase, MIN_SECRET } from "./secret-finder.ts";

// Text that stands in requests and answers whatever the keys are, besides the words of the contract.
const OTHER_WORDS =
  `${LIST_PATH.replace("/{id}", "")}?${SIZE_PARAM}=&${POSITION_PARAM}= ` +
  "application/json; charset=utf-8 text/html cache-control content-type " +
  "content-length no-store if-none-match www-authenticate live-sessions-conformance";

const kindsOfCharacter: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

const MAX_WORD = 16;

/** True for characters of two kinds, or many, so that neither a word nor a number of an error message is taken for a secret. */
export function isTelling(text: string): boolean {
  const kinds = kindsOfCharacter.filter((kind) => kind.test(text)).length;
  const isLikeNoWord = kinds > 1 || text.length >= MAX_WORD;
  return text.length >= MIN_SECRET && isLikeNoWord && !isOrdinary(asciiLowerCase(text));
}

function isOrdinary(word: string): boolean {
  return OTHER_WORDS.includes(word) || contractWords().includes(word);
}

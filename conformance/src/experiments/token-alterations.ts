import { parsedJson } from "../profile/lenient-json.ts";
import type { Question } from "../questions/question.ts";
import * as questions from "../questions/tokens.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";

/** A token changed in one way. */
export interface AlteredToken {
  readonly question: Question;
  readonly token: string;
}

/** What a token may hold that an alteration puts in place of something else. */
export interface Substitutes {
  /** The collection's own id, and another one that may be put in its place. */
  readonly collectionId: string;
  readonly siblingId: string | undefined;
}

/**
 * A given token altered, cut and extended in every way that real decoders have tripped over; alterations that leave it
 * as it is are left out.
 */
export function alterToken(token: string, substitutes: Substitutes): AlteredToken[] {
  // By code points: half a surrogate pair can't be sent.
  const characters = [...token];
  const middle = Math.floor(characters.length / 2);
  const half = characters.slice(0, Math.max(1, middle)).join("");
  const altered: AlteredToken[] = [
    { question: asked("last character cut"), token: characters.slice(0, -1).join("") },
    { question: asked("half of it"), token: half },
    { question: asked("extended"), token: `${token}A` },
    { question: asked("first character changed"), token: changeAt(characters, 0) },
    { question: asked("middle character changed"), token: changeAt(characters, middle) },
    { question: asked("other case"), token: swapCase(token) },
    { question: asked("other alphabet"), token: `${token.replaceAll("-", "+").replaceAll("_", "/")}==` },
    { question: questions.alteredByNul, token: characters.toSpliced(middle, 0, "\u0000").join("") },
    { question: questions.alteredTooLong, token: token + "A".repeat(8192) },
    { question: asked("percent-encoded twice"), token: percentEncoded(token) },
    ...rewritten(token, substitutes),
  ];
  return altered.filter((alteration) => alteration.token !== token && alteration.token.trim() !== "");
}

/** What a token says, changed piece by piece and put together again; as it stands where it is not base64 of readable text. */
function rewritten(token: string, substitutes: Substitutes): AlteredToken[] {
  const text = readableText(token);
  if (text === undefined) {
    const digit = { question: asked("a letter for its first digit"), token: token.replace(/\d/, "x") };
    const pieces = changedPieces(token, "x", substitutes, asked);
    return [digit, ...pieces, ...changedCollection(token, substitutes, questions.alteredToSibling)];
  }
  const again = (changed: string): string =>
    Buffer.from(changed, "utf8").toString(/[+/=]/.test(token) ? "base64" : "base64url");
  // In JSON, what stands where a number is expected is tried as another type of its member.
  const word = /^[[{]/.test(text) ? undefined : "x";
  return [
    ...changedPieces(text, word, substitutes, (probe) => asked(`decoded, ${probe}`)),
    ...changedCollection(text, substitutes, questions.alteredToSiblingDecoded),
    ...otherShapes(text),
  ].map(({ question, token: changed }) => ({ question, token: again(changed) }));
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const instant = String.raw`\d{4}-\d\d-\d\d[T ][\d:.]+`;
const piece = new RegExp(`(?<id>${uuid})|(?<instant>${instant})|(?<number>\\d{4,}|\\b\\d+\\b)`, "gi");

// Each is what a decoder that checks too little hands to a database, which then refuses it by an exception.
function changedPieces(
  text: string,
  word: string | undefined,
  { collectionId }: Substitutes,
  ask: (probe: string) => Question,
): AlteredToken[] {
  const pieces = [...text.matchAll(piece)];
  const numbers = pieces.filter(({ groups }) => groups?.["number"] !== undefined);
  const number = numbers.find(([digits]) => digits.length > 3) ?? numbers[0];
  const anchor = pieces.filter(({ groups }) => groups?.["id"] !== undefined && groups["id"] !== collectionId).at(-1);
  const time = pieces.find(({ groups }) => groups?.["instant"] !== undefined);
  const put = (probe: string, where: RegExpMatchArray | undefined, value: string): AlteredToken[] =>
    where?.index === undefined
      ? []
      : [
          {
            question: ask(probe),
            token: text.slice(0, where.index) + value + text.slice(where.index + where[0].length),
          },
        ];
  return [
    { question: ask("last id character changed"), token: text.replace(/[0-9a-f](?=[^0-9a-f]*$)/, otherDigit) },
    ...put("null for a number", number, "null"),
    ...put("a number too large", number, "9".repeat(30)),
    ...(word === undefined ? [] : put("a word for a number", number, word)),
    ...put("a negative number", number, `-${number?.[0] ?? ""}`),
    // In the form of a time, and none: also for a decoder that looks at the form. PostgreSQL knows "yesterday".
    ...put("no time for a time", time, "9999-99-99T99:99:99"),
    ...put("a word for an id", anchor, "no-such-id"),
  ];
}

/** JSON in other shapes than a decoder expects; of text with separators, pieces that are missing. */
function otherShapes(text: string): AlteredToken[] {
  const shaped = (probe: string, value: unknown): AlteredToken => ({
    question: asked(`decoded, ${probe}`),
    token: JSON.stringify(value),
  });
  const value = parsedJson(text);
  if (typeof value !== "object" || value === null) return missingPieces(text);
  const empty = [shaped("{} in its place", {}), shaped("[] in its place", []), shaped("null in its place", null)];
  const members = Object.keys(value).slice(-MAX_MEMBERS);
  return [
    ...empty,
    ...members.map((name, index) => shaped(`member ${index + 1} removed`, without(value, name))),
    ...members.map((name, index) => shaped(`member ${index + 1} of another type`, retyped(value, name))),
  ];
}

/** The last ones: a version or a collection mostly stands first. */
const MAX_MEMBERS = 2;

function without(value: object, name: string): unknown {
  if (Array.isArray(value)) return value.toSpliced(Number(name), 1);
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

function retyped(value: object, name: string): unknown {
  const change = (member: unknown): unknown => (typeof member === "string" ? 7 : "seven");
  if (Array.isArray(value)) return value.with(Number(name), change(value[Number(name)]));
  return Object.fromEntries(
    Object.entries(value).map(([other, member]) => [other, other === name ? change(member) : member]),
  );
}

function missingPieces(text: string): AlteredToken[] {
  const separator = /[|,;:/ ~]/.exec(text)?.[0];
  if (separator === undefined) return [];
  const pieces = text.split(separator);
  return [
    { question: asked("decoded, last piece removed"), token: pieces.slice(0, -1).join(separator) },
    { question: asked("decoded, first piece removed"), token: pieces.slice(1).join(separator) },
    { question: asked("decoded, first piece alone"), token: pieces[0] ?? "" },
  ];
}

function changedCollection(text: string, { collectionId, siblingId }: Substitutes, question: Question): AlteredToken[] {
  return siblingId === undefined ? [] : [{ question, token: text.replaceAll(collectionId, siblingId) }];
}

function asked(probe: string): Question {
  return { ...questions.altered, probe };
}

function otherDigit(digit: string): string {
  return digit === "0" ? "1" : "0";
}

function readableText(token: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(token) || token.length < 8) return undefined;
  const text = Buffer.from(token, "base64").toString("utf8");
  return /^[\u0020-\u007e]+$/.test(text) ? text : undefined;
}

function changeAt(characters: readonly string[], index: number): string {
  return characters.with(index, characters[index] === "x" ? "y" : "x").join("");
}

function swapCase(token: string): string {
  return token.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

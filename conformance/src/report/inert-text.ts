/** How a form of output spells a character so that it is shown, and not obeyed. */
export type Spelling = (character: string) => string;

/** `\u{202e}`, for people. */
export const inWords: Spelling = (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** `\u202e`, inside a JSON string. */
const inJson: Spelling = (character) =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");

/** `&#8238;`, in XML and HTML. */
export const inMarkup: Spelling = (character) => `&#${character.codePointAt(0) ?? 0};`;

/** Controls, separators of lines, and marks that turn the direction of text; halves of surrogate pairs, which no encoding carries. */
const invisible = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu;

/**
 * A text that gives no order to the program that shows it: no control character of a terminal, nothing that rearranges what a reader sees, and
 * no order to a CI runner that reads the output line by line (`##[…]`, `##vso[…]`, and `::…` at the beginning of a line).
 */
export function inertText(text: string, spell: Spelling = inWords): string {
  return withoutOrders(text.replace(invisible, spell), spell);
}

const escapeCharacter = String.fromCharCode(27);
/** What `paintFor` writes. */
const paint = new RegExp(`${escapeCharacter}\\[(?:1|2|22|31|32|33|39)m`, "g");

/** As {@link inertText}, but for the suite's own colours. */
export function inertPaintedText(text: string): string {
  const marks = text.match(paint) ?? [];
  return text
    .split(paint)
    .map((piece, index) => inertText(piece) + (marks[index] ?? ""))
    .join("");
}

/** The text without orders to a CI runner. */
export function withoutOrders(text: string, spell: Spelling): string {
  return withoutColons(text.replace(/#(?=#(?:\[|vso\[))/gi, spell), spell);
}

// What stands between the beginning of a line and its colons is looked at once, as the colons of the next ones come behind it.
function withoutColons(text: string, spell: Spelling): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = text.indexOf("::"); at !== -1; at = text.indexOf("::", at + 2)) {
    if (!beginsLine(text, at)) continue;
    parts.push(text.slice(copied, at), spell(":"));
    copied = at + 1;
  }
  return copied === 0 ? text : parts.join("") + text.slice(copied);
}

function beginsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && /[^\S\n]/.test(text.charAt(before))) before -= 1;
  return before < 0 || text.charAt(before) === "\n";
}

/** JSON of several lines that stays what it says, whichever program shows it. */
export function inertJson(value: unknown): string {
  return inertText(JSON.stringify(value, undefined, 2), inJson);
}

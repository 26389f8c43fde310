/** Marks text for a terminal. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const escapeCharacter = String.fromCharCode(27);
const wrap = (on: number, off: number) => (text: string) =>
  `${escapeCharacter}[${on}m${text}${escapeCharacter}[${off}m`;
const plain = (text: string): string => text;

/** Paint with ANSI colours, or none. */
export function paintFor(hasColour: boolean): Paint {
  return hasColour
    ? { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), green: wrap(32, 39), yellow: wrap(33, 39) }
    : { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
}

/** Text of a server made safe for a terminal: control characters, escapeCharacter sequences among them, are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** A text with escapes undone, and where each of its characters comes from. */
export interface UnescapedText {
  readonly text: string;
  /** For each character, where its spelling begins in the text that was given; one more for the end. */
  readonly starts: Uint32Array;
}

interface Escape {
  readonly code: number;
  /** Characters that it is written in. */
  readonly length: number;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;

const mayHoldEscapes = /[\\%&]/;

/**
 * Undoes one level of escapes, of whatever kind, wherever they stand: `\n` and `\u002d` of JSON, `\x2d` of JavaScript, `%2D` of a
 * URL, `&#45;`, `&#x2d;` and `&amp;` of HTML. Bytes of a URL become the characters of the same number: a secret is ASCII in practice.
 *
 * @returns undefined where there is none
 */
export function unescapedText(text: string): UnescapedText | undefined {
  if (!mayHoldEscapes.test(text)) return undefined;
  const codes = new Uint16Array(text.length);
  const starts = new Uint32Array(text.length + 1);
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const found = escapeAt(text, at);
    codes[length] = found?.code ?? text.charCodeAt(at);
    starts[length] = at;
    length += 1;
    at += found?.length ?? 1;
  }
  if (length === text.length) return undefined;
  starts[length] = text.length;
  const bytes = Buffer.from(codes.buffer, 0, 2 * length);
  return { text: bytes.toString("utf16le"), starts: starts.subarray(0, length + 1) };
}

function escapeAt(text: string, at: number): Escape | undefined {
  switch (text.charCodeAt(at)) {
    case BACKSLASH:
      return backslashEscape(text, at);
    case PERCENT:
      return digits(text, at + 1, 2, 1);
    case AMPERSAND:
      return htmlEscape(text, at);
    default:
      return undefined;
  }
}

const controls: ReadonlyMap<string, number> = new Map([
  ["b", 0x08],
  ["f", 0x0c],
  ["n", 0x0a],
  ["r", 0x0d],
  ["t", 0x09],
]);

function backslashEscape(text: string, at: number): Escape | undefined {
  const letter = text[at + 1];
  if (letter === undefined) return undefined;
  if (letter === "u") return digits(text, at + 2, 4, 2);
  if (letter === "x") return digits(text, at + 2, 2, 2);
  return { code: controls.get(letter) ?? letter.charCodeAt(0), length: 2 };
}

function digits(text: string, from: number, count: number, before: number): Escape | undefined {
  let code = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit === undefined) return undefined;
    code = code * 16 + digit;
  }
  return { code, length: before + count };
}

function hexDigit(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined;
}

const named: ReadonlyMap<string, number> = new Map([
  ["amp", 0x26],
  ["lt", 0x3c],
  ["gt", 0x3e],
  ["quot", 0x22],
  ["apos", 0x27],
]);

const MAX_HTML_ESCAPE = 10;

function htmlEscape(text: string, at: number): Escape | undefined {
  const near = text.slice(at, at + MAX_HTML_ESCAPE);
  const end = near.indexOf(";");
  if (end < 2) return undefined;
  const name = near.slice(1, end).toLowerCase();
  const code = name.startsWith("#")
    ? Number(name.startsWith("#x") ? `0${name.slice(1)}` : name.slice(1))
    : named.get(name);
  return code !== undefined && code >= 0 && code <= 0xffff ? { code, length: end + 1 } : undefined;
}

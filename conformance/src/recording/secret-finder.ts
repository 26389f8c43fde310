/** Secrets shorter than this could be any text. */
export const MIN_SECRET = 6;

// Every secret that is looked for is longer, so this much tells most positions of a text apart.
const START = 4;
const MARKS = 0x1_0000;

/*
 * What a place of a text costs is bounded, whatever the secrets are: so many lengths are tried there, and none beyond the maximum.
 * Where there are more, or longer ones, a beginning is looked for, and all that hangs together with it is taken for the secret.
 */
const MAX_LENGTHS = 8;
const MAX_LENGTH = 128;
const COARSE_LENGTHS: readonly number[] = [64, 48, 32, 24, 16, 12, 8, MIN_SECRET];
const MAX_EXTENT = 4096;

/** A secret in a text: where it stands, and what stands in its place. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly placeholder: string;
}

interface Beginning {
  readonly placeholder: string;
  /** False for what may go on behind it. */
  readonly isWhole: boolean;
}

/**
 * Finds many secrets in a text by one pass over it, however many they are, without regard to the case of ASCII letters.
 */
export class SecretFinder {
  readonly #beginnings = new Map<string, Beginning>();
  /** By the first characters, the lengths of the secrets that begin so, longest first. */
  readonly #lengths = new Map<string, readonly number[]>();
  /** 1 where some secret begins with characters that `mixed` makes this number of: most places of a text need no closer look. */
  readonly #marks = new Uint8Array(MARKS);

  /** @param secrets each with what stands in its place; those of fewer than six characters are left out */
  constructor(secrets: Iterable<readonly [secret: string, placeholder: string]>) {
    const lower = new Map<string, string>();
    for (const [secret, placeholder] of secrets) {
      const key = asciiLowerCase(secret);
      if (secret.length >= MIN_SECRET && !lower.has(key)) lower.set(key, placeholder);
    }
    for (const [start, lengths] of lengthsByStart(lower.keys())) {
      this.#lengths.set(start, lengths.size > MAX_LENGTHS ? COARSE_LENGTHS : [...lengths].sort((a, b) => b - a));
      this.#marks[mixed(start.charCodeAt(0), start.charCodeAt(1), start.charCodeAt(2), start.charCodeAt(3))] = 1;
    }
    for (const [secret, placeholder] of lower) this.#note(secret, placeholder);
  }

  /** The secrets that a text holds, in order; none overlaps another. */
  *find(text: string): Generator<FoundSecret> {
    // No copy of the text in lower case: it may be long, and there are many.
    let a = lowerCodeAt(text, 0);
    let b = lowerCodeAt(text, 1);
    let c = lowerCodeAt(text, 2);
    for (let index = 0; index + MIN_SECRET <= text.length; index += 1) {
      const d = lowerCodeAt(text, index + 3);
      const mark = mixed(a, b, c, d);
      a = b;
      b = c;
      c = d;
      if (this.#marks[mark] !== 1) continue;
      const found = this.#at(text, index);
      if (found === undefined) continue;
      yield found;
      index = found.end - 1;
      a = lowerCodeAt(text, index + 1);
      b = lowerCodeAt(text, index + 2);
      c = lowerCodeAt(text, index + 3);
    }
  }

  /** The secrets that occur in the text, in lower case. */
  foundIn(text: string): Set<string> {
    return new Set([...this.find(text)].map(({ start, end }) => asciiLowerCase(text.slice(start, end))));
  }

  // Longest first, so that a key is not cut by its own prefix.
  #at(text: string, start: number): FoundSecret | undefined {
    const lower = asciiLowerCase(text.slice(start, start + MAX_LENGTH));
    for (const length of this.#lengths.get(lower.slice(0, START)) ?? []) {
      const beginning = this.#beginnings.get(lower.slice(0, length));
      if (beginning === undefined) continue;
      const { placeholder, isWhole } = beginning;
      return { start, end: isWhole ? start + length : extentEnd(text, start + length), placeholder };
    }
    return undefined;
  }

  #note(secret: string, placeholder: string): void {
    const lengths = this.#lengths.get(secret.slice(0, START)) ?? [];
    const length = lengths.find((candidate) => candidate <= secret.length) ?? secret.length;
    const known = this.#beginnings.get(secret.slice(0, length));
    const isWhole = length === secret.length && known?.isWhole !== false;
    this.#beginnings.set(secret.slice(0, length), { placeholder: known?.placeholder ?? placeholder, isWhole });
  }
}

function lengthsByStart(secrets: Iterable<string>): ReadonlyMap<string, ReadonlySet<number>> {
  const lengths = new Map<string, Set<number>>();
  for (const secret of secrets) {
    const start = secret.slice(0, START);
    const known = lengths.get(start) ?? new Set();
    lengths.set(start, known.add(Math.min(secret.length, MAX_LENGTH)));
  }
  return lengths;
}

/** Where the word ends that a secret of unknown length begins. */
function extentEnd(text: string, from: number): number {
  const rest = text.slice(from, from + MAX_EXTENT);
  const length = rest.search(/[\s"'<>&,;\\]/);
  return from + (length === -1 ? rest.length : length);
}

/** The code of a character, of its small letter where it is a letter of ASCII; NaN behind the end. */
function lowerCodeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function mixed(a: number, b: number, c: number, d: number): number {
  return (a * 40_503 + b * 2_749 + c * 211 + d * 17) & (MARKS - 1);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
const ascii = /^[\u0000-\u007f]*$/;

/** Lower case of ASCII alone: no letter becomes two, so that places in both texts agree. */
export function asciiLowerCase(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

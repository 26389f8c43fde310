/** A key that is not valid: how it is made from one that is. */
export interface WrongKey {
  /** In the words of reports. */
  readonly name: string;
  readonly from: (key: string) => string;
  /** The same in bash, out of the variable that holds the valid one. */
  readonly inShell: (variable: string) => string;
  /** A firewall may take it for an attack. */
  readonly isHostile?: boolean;
  /** Not tried by itself on a page: it goes along where something else is tried. */
  readonly isCompanion?: boolean;
}

type WrongKeyId =
  | "blank"
  | "prefix"
  | "extended"
  | "otherCase"
  | "lastChanged"
  | "middleChanged"
  | "pattern"
  | "otherScheme"
  | "twoKeys"
  | "secondOfTwo"
  | "aboveAscii"
  | "quote"
  | "nothing"
  | "undefined"
  | "nobodys";

const NOBODYS = "uap-6e6f626f64792773206b657920697320-74686973";

const firstWord = "uap-".length;

/**
 * A valid key cut, extended, respelled and changed by one character, a pattern that fits it, credentials of another scheme, and
 * keys that are nobody's.
 */
export const wrongKeys: Readonly<Record<WrongKeyId, WrongKey>> = {
  blank: { name: "blank", from: () => "", inShell: () => "" },
  prefix: { name: "prefix", from: (key) => key.slice(0, -1), inShell: (key) => `\${${key}%?}` },
  extended: { name: "extended", from: (key) => `${key}0`, inShell: (key) => `\${${key}}0` },
  otherCase: {
    name: "other case",
    from: swapCase,
    inShell: (key) => `\${${key}:0:${firstWord}}$(rest="\${${key}:${firstWord}}"; echo "\${rest~~}")`,
  },
  lastChanged: {
    name: "last character changed",
    // No digit of a key: keys that are numbered differ in their last digit, and another account may have the next one.
    from: (key) => key.slice(0, -1) + (key.endsWith("x") ? "y" : "x"),
    inShell: (key) => `\${${key}%?}$([ "\${${key}: -1}" = x ] && echo y || echo x)`,
  },
  middleChanged: { name: "middle character changed", from: changeMiddle, inShell: changeMiddleInShell },
  // As a database compares by LIKE.
  pattern: {
    name: "a pattern",
    from: (key) => `${key.slice(0, firstWord)}%`,
    inShell: (key) => `\${${key}:0:${firstWord}}%`,
    isHostile: true,
  },
  // Base64 without the colon that a decoder of Basic splits at.
  otherScheme: fixed("another scheme", "Basic bm9ib2R5"),
  // As a header that came twice is joined on its way; which of the two would be taken, nobody says.
  twoKeys: {
    name: "followed by another key",
    from: (key) => `${key}, ${NOBODYS}`,
    inShell: (key) => `$${key}, ${NOBODYS}`,
  },
  secondOfTwo: {
    name: "behind another key",
    from: (key) => `${NOBODYS}, ${key}`,
    inShell: (key) => `${NOBODYS}, $${key}`,
  },
  // One byte, as HTTP's headers are read.
  aboveAscii: {
    name: "a byte above ASCII behind it",
    from: (key) => `${key}\u00e9`,
    inShell: (key) => `$${key}$(printf '\\351')`,
  },
  quote: { ...fixed("a quote", "x' or 'x'='x"), isCompanion: true },
  // As a program writes a value that it has not: a deleted account may have that for its key, and so may a client.
  nothing: { ...fixed("the text null", "null"), isCompanion: true },
  undefined: { ...fixed("the text undefined", "undefined"), isCompanion: true },
  // Not of zeros: test deployments number their keys from there, and an error may show such a one as a sample.
  nobodys: { ...fixed("nobody's", NOBODYS), isCompanion: true },
};

/** True for a key that is a word of programs: to hide it would make other text of what an answer says. */
export function isWordOfPrograms(key: string): boolean {
  return key === "null" || key === "undefined";
}

/** The wrong key that a report names; undefined for an account, and for no key at all. */
export function wrongKeyNamed(name: string): WrongKey | undefined {
  return Object.values(wrongKeys).find((key) => key.name === name);
}

// But for its first word, which many compare to the letter before they decode the rest, in either case.
function swapCase(key: string): string {
  const start = /[A-Za-z]/.test(key.slice(firstWord)) ? firstWord : 0;
  const swapped = key
    .slice(start)
    .replace(/[A-Za-z]/g, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
  return key.slice(0, start) + swapped;
}

function changeMiddle(key: string): string {
  const middle = Math.floor(key.length / 2);
  return `${key.slice(0, middle)}${key[middle] === "a" ? "b" : "a"}${key.slice(middle + 1)}`;
}

function changeMiddleInShell(key: string): string {
  const middle = `$((\${#${key}} / 2))`;
  const changed = `$([ "\${${key}:${middle}:1}" = a ] && echo b || echo a)`;
  return `\${${key}:0:${middle}}${changed}\${${key}:${middle}+1}`;
}

function fixed(name: string, value: string): WrongKey {
  return { name, from: () => value, inShell: () => value };
}

import { randomBytes, randomInt } from "node:crypto";

const CHARACTERS_OF_A_KEY = 255;

/** A stream key's worth of random text, so that a leak of it can be told from chance. */
function made(): string {
  return randomBytes(9).toString("base64url");
}

const LETTERS = 64;
const FIRST_LETTER = "А".charCodeAt(0);

/** A key of as many characters as there may be, of two bytes each, that does not compress. */
export function longStreamKey(): string {
  return Array.from(randomBytes(CHARACTERS_OF_A_KEY), (byte) =>
    String.fromCharCode(FIRST_LETTER + (byte % LETTERS)),
  ).join("");
}

/** Stream keys of all that the provisioning protocol takes: 1 to 255 characters, none of them a control character. */
export function oddStreamKeys(): readonly string[] {
  return [...keysOfOneKind(), ...keysThatMeanMore(), ...keysThatAreNearlyEqual()];
}

/** Numbers and words that other types have; quotes, markup and escapes; letters of all kinds; blanks; lengths. */
function keysOfOneKind(): readonly string[] {
  return [
    ...[`-${randomInt(10 ** 10, 10 ** 11)}.50`, "null", "true", "NaN", "2024-03-10T02:30:00+02:00"],
    ...[`"${made()}"`, `${made()}\\`, `\\n${made()}\\u0041`, `it's ${made()}`, `${made()},;{}[]`],
    ...[`<b>${made()}</b>`, `${made()}&amp;&lt;`, `%41${made()}+%2B`, `\${${made()}}{{7*7}}`],
    ...[`🎥${made()}👩‍💻`, `e\u0301${made()}a\u030a`, `é${made()}ü`, `ключ${made()}密钥`, `ﬁ${made()}①`],
    ...[` ${made()}`, `${made()} `, `\u00a0${made()}\u2028`, `Live_${made().toUpperCase()}`],
    ...[`${made()}  ${made()}   ${made()}`, `${made()}\u3000\u2003${made()}`, `\ufeff${made()}\u00ad${made()}`],
    ...[`${made()}${"x".repeat(28)}`, made().padEnd(CHARACTERS_OF_A_KEY, "é")],
  ];
}

/** What means something to the one who replaces, formats, calculates or looks up by it. */
function keysThatMeanMore(): readonly string[] {
  return [`$&${made()}$1$$`, `%s${made()}%d{0}`, `=1+1${made()}`, `//${made()}/../`, "__proto__"];
}

/** Keys that a collation, a comparison of numbers or an index of the first characters takes for one another. */
function keysThatAreNearlyEqual(): readonly string[] {
  const word = `${made()}aZe`;
  const stem = word.slice(0, -1);
  const digits = String(randomInt(10 ** 11, 10 ** 12));
  const digit = randomInt(2, 9);
  const long = made().padEnd(CHARACTERS_OF_A_KEY - 1, "y");
  return [
    ...[word, swappedCase(word), `${stem}é`, `${stem}e\u0301`, `${stem}ｅ`, `${word} `, ` ${word}`, `${word}\u200b`],
    ...[digits, `0${digits}`, `${digit}e5`, `${digit}00000`],
    ...[`${long}1`, `${long}2`],
  ];
}

function swappedCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

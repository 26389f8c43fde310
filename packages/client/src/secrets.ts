/**
 * A stream key next to its name, in JSON or in anything else that shows one (JSON within JSON, HTML, XML, a query, a header,
 * a dump), and an API key of the contract's form: each may be cut short.
 */
const CREDENTIALS =
  /(stream[-_ ]?key"\s*:\s*")(?:\\.|[^"\\])*|(stream(?:[-_ ]|%5f)?key(?:&\w+;|%2[027]|[\s"'\\])*(?:[:=>]|%3[ade])+(?:&\w+;|%2[027]|[\s"'\\])*)[^\s"'&<>\\%]+|\buap(?:-|%(?:25)*2d)[\w%-]+/gi;

/** What a shorter key looks like in base64 or hex stands in ordinary words, too. */
const MIN_ENCODED_LENGTH = 8;

/** The first 2 KiB of what a server sent, for an error: without the API key `key` and what else looks like a credential. */
export function excerpt(text: string, key?: string): string {
  // Cut before the search too, which would run out of its stack on megabytes.
  const cut = text.slice(0, 50_000);
  const withoutKey = key ? cut.replace(spellingsOf(key), "[key]") : cut;
  return withoutKey.replace(CREDENTIALS, "$1$2[key]").slice(0, 2048);
}

/** A key in any case, without its prefix, and with characters percent-encoded or escaped; in hex and in base64. */
function spellingsOf(key: string): RegExp {
  const bare = key.replace(/^uap-/, "");
  const hexOf = (character: string) => character.charCodeAt(0).toString(16).padStart(2, "0");
  const anyOf = (character: string) => {
    const hex = hexOf(character);
    return `(?:\\x${hex}|%(?:25)*${hex}|\\\\u00${hex}|&#(?:x${hex}|${character.charCodeAt(0)});)`;
  };
  const spellings = [Array.from(bare, anyOf).join("")];
  if (bare.length >= MIN_ENCODED_LENGTH) {
    spellings.push(Array.from(bare, hexOf).join(""));
    // Base64 looks different at each offset within three bytes; the characters that it shares with neighbours are left out.
    for (const offset of [0, 1, 2]) {
      const encoded = btoa(" ".repeat(offset) + bare).slice(offset && offset + 1);
      spellings.push(encoded.replace(/.=+$/, "").replace(/[+/]/g, "[+/_-]"));
    }
  }
  return new RegExp(`(?:uap-)?(?:${spellings.join("|")})`, "gi");
}

/**
 * The cause of an error as it is, or, where it could show `key` or cannot be looked at, no more than its text.
 *
 * What a caller's own `fetch` throws may hold the request with its headers.
 */
export function harmlessCause(cause: unknown, key: string): unknown {
  try {
    return isHarmless(cause, spellingsOf(key), 9) ? cause : new Error(excerpt(String(cause), key));
  } catch {
    return new Error("the cause cannot be shown");
  }
}

function isHarmless(value: unknown, key: RegExp, depth: number): boolean {
  const isError = value instanceof Error;
  const members = Object(value);
  const isObject = members === value;
  if ((isError || !isObject) && String(value).search(key) >= 0) return false;
  // A request, headers or a map show what they hold and have no members for it.
  const isOpen = isError || [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(members));
  return (
    !isObject ||
    (isOpen && depth > 0 && Reflect.ownKeys(members).every((name) => isHarmless(members[name], key, depth - 1)))
  );
}

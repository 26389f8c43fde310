/** A token changed in one way. */
export interface AlteredToken {
  readonly probe: string;
  readonly token: string;
}

/** What a token may hold that an alteration puts in the place of something else. */
export interface Substitutes {
  /** The entity's own id, and ids of others that may be put in its place. */
  readonly entityId: string;
  readonly otherEntityIds: readonly string[];
}

/**
 * A given token altered, cut and extended in every way that real decoders have tripped over; alterations that leave it
 * as it is are left out.
 */
export function alterToken(token: string, substitutes: Substitutes): AlteredToken[] {
  const middle = Math.floor(token.length / 2);
  const altered: AlteredToken[] = [
    { probe: "last character cut", token: token.slice(0, -1) },
    { probe: "half of it", token: token.slice(0, Math.max(1, middle)) },
    { probe: "extended", token: `${token}A` },
    { probe: "first character changed", token: changeAt(token, 0) },
    { probe: "middle character changed", token: changeAt(token, middle) },
    { probe: "a letter for its first digit", token: token.replace(/\d/, "x") },
    { probe: "a letter for its first number", token: token.replace(/\d{3,}/, "x") },
    { probe: "a number too large", token: token.replace(/\d{3,}/, "9".repeat(30)) },
    { probe: "other case", token: swapCase(token) },
    { probe: "other alphabet", token: `${token.replaceAll("-", "+").replaceAll("_", "/")}==` },
    { probe: "NUL inside", token: `${token.slice(0, middle)}\u0000${token.slice(middle)}` },
    { probe: "8 KiB long", token: token + "A".repeat(8192) },
    { probe: "percent-encoded twice", token: encodeURIComponent(token) },
    ...rewritten(token, substitutes),
  ];
  return altered.filter((alteration) => alteration.token !== token && alteration.token.trim() !== "");
}

/** A token that is base64 of readable text, taken apart, changed and put together again. */
function rewritten(token: string, substitutes: Substitutes): AlteredToken[] {
  const text = readableText(token);
  if (text === undefined) return [];
  const again = (changed: string): string =>
    Buffer.from(changed, "utf8").toString(/[+/=]/.test(token) ? "base64" : "base64url");
  const others = substitutes.otherEntityIds.map((id, index) => ({
    probe: `decoded, entity ${index + 1} in its place`,
    token: again(text.replaceAll(substitutes.entityId, id)),
  }));
  return [
    {
      probe: "decoded, last id character changed",
      token: again(text.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === "0" ? "1" : "0"))),
    },
    { probe: "decoded, null for a number", token: again(text.replace(/\d{4,}/, "null")) },
    { probe: "decoded, a number too large", token: again(text.replace(/\d{4,}/, "9".repeat(30))) },
    { probe: "decoded, a word for a number", token: again(text.replace(/\d{4,}/, '"x"')) },
    ...others,
  ];
}

function readableText(token: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(token) || token.length < 8) return undefined;
  const text = Buffer.from(token, "base64").toString("utf8");
  return /^[\u0020-\u007e]+$/.test(text) ? text : undefined;
}

function changeAt(token: string, index: number): string {
  const old = token[index] ?? "";
  return `${token.slice(0, index)}${old === "x" ? "y" : "x"}${token.slice(index + 1)}`;
}

function swapCase(token: string): string {
  return token.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

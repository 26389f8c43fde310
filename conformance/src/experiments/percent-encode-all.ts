import { percentEncoded } from "../transport/percent-encoded.ts";

const ENCODED_CHARACTERS = 200;

/**
 * Every byte as %XX, the digits in either case: the same token, for a server that decodes it once (RFC 3986 §2.1 and §2.3). Of
 * a long token only the beginning, as three times its length may be more than a server takes.
 */
export function percentEncodeAll(text: string): string {
  const characters = [...text];
  const bytes = Buffer.from(characters.slice(0, ENCODED_CHARACTERS).join(""), "utf8");
  const beginning = [...bytes].map((byte, index) => `%${inHex(byte, index % 2 === 0)}`).join("");
  return beginning + percentEncoded(characters.slice(ENCODED_CHARACTERS).join(""));
}

function inHex(byte: number, isUpper: boolean): string {
  const digits = byte.toString(16).padStart(2, "0");
  return isUpper ? digits.toUpperCase() : digits;
}

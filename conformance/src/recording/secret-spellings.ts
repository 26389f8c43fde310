import { percentEncoded } from "../transport/percent-encoded.ts";

/**
 * How a secret may be spelt, apart from escapes of single characters: as a form is encoded, in hexadecimal digits, in base64 at any
 * place of what was encoded, and in base64 of that.
 *
 * @param isTwice also in base64 of base64
 */
export function spellingsOf(secret: string, isTwice: boolean): ReadonlySet<string> {
  const bytes = Buffer.from(secret, "utf8");
  const inBase64 = base64Of(bytes);
  const twice = isTwice ? inBase64.flatMap((text) => base64Of(Buffer.from(text, "latin1"))) : [];
  // As a form is encoded, and with the spaces of a form alone.
  const form = [new URLSearchParams([["", secret]]).toString().slice(1), secret.replaceAll(" ", "+")];
  return new Set([secret, percentEncoded(secret), ...form, bytes.toString("hex"), ...inBase64, ...twice]);
}

/** An API key without `uap-` or the word of its scheme, where it has one. */
export function barePartOf(key: string): string | undefined {
  return /^(?:uap-|[A-Za-z][A-Za-z0-9-]* )(\S+)$/.exec(key)?.[1];
}

/** The characters of base64, in both alphabets, that depend on these bytes alone, whatever stands before and behind them. */
function base64Of(bytes: Uint8Array): string[] {
  const shifted = Buffer.alloc(bytes.byteLength + 2);
  shifted.set(bytes, 2);
  const found = [0, 1, 2].map((before) => {
    const text = shifted.toString("base64", 2 - before);
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.byteLength) * 8) / 6));
  });
  // With its padding, where it is all that was encoded.
  const texts = [shifted.toString("base64", 2), ...found];
  return [...new Set([...texts, ...texts.map(inUrlAlphabet)])];
}

function inUrlAlphabet(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

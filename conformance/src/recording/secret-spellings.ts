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
  const found = [0, 1, 2].flatMap((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const end = Math.floor((shifted.byteLength * 8) / 6);
    return [shifted.toString("base64"), shifted.toString("base64url")].map((text) => text.slice(first, end));
  });
  // With its padding, where it is all that was encoded.
  const whole = Buffer.from(bytes);
  return [...new Set([whole.toString("base64"), whole.toString("base64url"), ...found])];
}

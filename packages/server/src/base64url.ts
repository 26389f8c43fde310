// What nearly every token is made of; its characters are its bytes, so no encoder is needed.
const ASCII = /^[\x20-\x7e]*$/;

/** Encodes text as UTF-8 in base64url without padding (RFC 4648 §5). */
export function encodeBase64Url(text: string): string {
  const binary = ASCII.test(text) ? text : binaryOf(new TextEncoder().encode(text));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @returns the text, or undefined when `encoded` is not base64url or its bytes are not UTF-8 */
export function decodeBase64Url(encoded: string): string | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(encoded)) return undefined;
  try {
    const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    return ASCII.test(binary) ? binary : textOf(binary);
  } catch {
    return undefined;
  }
}

function binaryOf(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return binary;
}

function textOf(binary: string): string {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

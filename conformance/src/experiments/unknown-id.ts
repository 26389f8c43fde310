import { percentEncoded } from "../transport/percent-encoded.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for the form that ids have in practice; of another form nobody outside knows what is well-formed. */
export function isUuid(id: string): boolean {
  return uuid.test(id);
}

/**
 * An id that no collection has, in the form of one that exists, so that it is unknown and not malformed: a random UUID, chosen
 * once; a large number; or the same id with other letters and digits, twice, as short ids may all be taken.
 */
export function unknownIdLike(id: string): string {
  if (isUuid(id)) return "5b0f1d7e-93c4-4f0a-8e21-c7d96a3f4b18";
  if (/^\d+$/.test(id)) return "987654321";
  const rotated = id.replace(/[a-y]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
  const other = rotated.replace(/\d/g, (digit) => String((Number(digit) + 7) % 10));
  return percentEncoded(other + other);
}

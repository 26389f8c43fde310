// Counts up whenever this package writes the same sessions as another body.
const REPRESENTATION = 1;

/**
 * The strong entity tag (RFC 9110 §8.8.3) of every page of an entity at that version. Pages of one entity have
 * URLs of their own, so they may share it.
 */
export function entityTag(version: string): string {
  // encodeURIComponent leaves only characters that an entity tag may hold.
  return `"${REPRESENTATION}-${encodeURIComponent(version)}"`;
}

/** Whether `If-None-Match` names `tag`, by weak comparison, or is `*` (RFC 9110 §13.1.2). */
export function matchesEntityTag(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch.trim() === "*") return true;
  return Array.from(ifNoneMatch.matchAll(/"[^"]*"/g), ([named]) => named).includes(tag);
}

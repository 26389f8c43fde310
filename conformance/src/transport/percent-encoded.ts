/**
 * Text as a piece of a URL, as `encodeURIComponent` has it. Half a surrogate pair, which JSON can hold and UTF-8 cannot, becomes
 * U+FFFD: what a target said must not end a run.
 */
export function percentEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
}

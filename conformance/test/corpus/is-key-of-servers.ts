/**
 * Whether a stream key looks like one that a server makes. The suite's own data has keys that are a word or a number of JSON, which
 * cannot be told from the rest of a report, and some of other alphabets, whose capitals are not followed.
 */
export function isKeyOfServers(streamKey: string): boolean {
  return /^[!-~]{12,}$/.test(streamKey) && !/^\d+$/.test(streamKey);
}

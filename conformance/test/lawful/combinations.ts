import type { Difference } from "./difference.ts";

/** What two differences cannot both decide. */
const rivals: readonly RegExp[] = [
  /^ties-/,
  // Each keeps something of its own in addition to the position, or has tokens without room for that.
  /^ties-|empty-page|numbers-as-tokens|altered-tokens/,
  /etag|^encrypted|^expiring/,
  /tokens?(-|$)|token-is|empty-page|^trailing/,
  /six-kib|request-lines/,
  /^end-token|^indented|^json-|^members-|^further-members|^strings-/,
  /seconds$|^offset-zero|^local-offset/,
  /sizes?-|-of-five|over-maximum|repeated|page$/,
  /media-type/,
  /^empty-id/,
  /^other-methods|allow/,
  /cach|^further-headers/,
  /^\d\d\d-|^slow/,
  /ids|^malformed|upper-case|replica|instances|durations-in|keys-that|keys-of|numbered-keys|^numeric/,
  /^provisioner|replica/,
  /challenge/,
  /fault-is/,
  /^head-/,
  /gzip|brotli|compressed|coding|identity/,
  /tags?-|etags?$|compressed|coding|validators|^star|last-modified|^encrypted|^expiring/,
  /router|^options|^trace|before|^other-methods|^empty-id|override|connection/,
  /^own-times|seconds$|^offset-zero|^local-offset|clock|replica|tokens?(-|$)|token-is|^ties-|empty-page|^provisioner/,
  /capitals|upper-case|as-it-was-asked|ids/,
  /firewall|request-lines|no-text|malformed|bracketed|acceptable|parameters/,
];

/** A generator of numbers from 0 to below 1 that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function areRivals(left: Difference, right: Difference): boolean {
  return rivals.some((rival) => rival.test(left.name) && rival.test(right.name));
}

/** Up to `count` differences that go together, in the order in which they are listed. */
export function combined(all: readonly Difference[], count: number, seed: number): readonly Difference[] {
  const random = seeded(seed);
  const chosen: Difference[] = [];
  for (let tries = 0; chosen.length < count && tries < 400; tries += 1) {
    const candidate = all[Math.floor(random() * all.length)];
    const isFree =
      candidate !== undefined && !chosen.some((other) => other === candidate || areRivals(other, candidate));
    if (isFree) chosen.push(candidate);
  }
  return chosen.sort((left, right) => all.indexOf(left) - all.indexOf(right));
}

const SLOTS = 65_536;

/**
 * Remembers which pages were verified, as a number of each and not a text: 256 KiB. A page that has changed has another key, and
 * one whose slot was taken is verified again. That two keys have one number, and the same slot, is one chance in four
 * thousand million.
 */
export class VerifiedPages {
  readonly #numbers = new Uint32Array(SLOTS);

  /** Whether the page of that key was verified. */
  has(key: string): boolean {
    const number = numberOf(key);
    return this.#numbers[number % SLOTS] === number;
  }

  /** Notes that it was. */
  note(key: string): void {
    const number = numberOf(key);
    this.#numbers[number % SLOTS] = number;
  }
}

// FNV-1a. Never 0, which is in every slot from the beginning.
function numberOf(key: string): number {
  let hash = 0x81_1c_9d_c5 ^ key.length;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01_00_01_93);
  return hash >>> 0 || 1;
}

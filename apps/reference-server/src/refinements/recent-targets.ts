// No more than answers are kept: of requests that come in turn, more of them than that, none would find its own again.
const SLOTS = 1_024;
// The end of a page's target is the position in its token, which tells it from every other page.
const CHARACTERS = 64;

/**
 * Tells, at next to no cost, whether a request target has come before of late. It remembers a number of each and not the
 * text: now and then one looks as if it had come, or is forgotten.
 */
export class RecentTargets {
  readonly #numbers = new Uint32Array(SLOTS);

  /** Notes that the target came. @returns whether it had come before */
  noteAgain(target: string): boolean {
    const number = numberOf(target);
    const slot = number % SLOTS;
    if (this.#numbers[slot] === number) return true;
    this.#numbers[slot] = number;
    return false;
  }
}

// FNV-1a. Never 0, which is in every slot from the beginning.
function numberOf(target: string): number {
  let hash = 0x81_1c_9d_c5 ^ target.length;
  for (let at = Math.max(0, target.length - CHARACTERS); at < target.length; at += 1) {
    hash = Math.imul(hash ^ target.charCodeAt(at), 0x01_00_01_93);
  }
  return hash >>> 0 || 1;
}

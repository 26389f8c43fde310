/** Secrets shorter than this could be any text. */
export const SHORTEST_SECRET = 6;

// Every secret that is looked for is longer, so this much tells most positions of a text apart.
const START = 4;

/**
 * Finds many secrets in a text by one pass over it, however many they are, without regard to the case of ASCII letters.
 */
export class SecretFinder {
  readonly #placeholders = new Map<string, string>();
  /** By the first characters, the lengths of the secrets that begin so, longest first. */
  readonly #lengths = new Map<string, number[]>();
  readonly #firsts = new Set<number>();

  /** @param secrets each with what stands in its place; those of fewer than six characters are left out */
  constructor(secrets: Iterable<readonly [secret: string, placeholder: string]>) {
    for (const [secret, placeholder] of secrets) {
      if (secret.length < SHORTEST_SECRET) continue;
      const wanted = asciiLowerCase(secret);
      if (!this.#placeholders.has(wanted)) this.#placeholders.set(wanted, placeholder);
      const start = wanted.slice(0, START);
      const lengths = new Set([...(this.#lengths.get(start) ?? []), wanted.length]);
      // Longest first, so that a key is not cut by its own prefix.
      this.#lengths.set(
        start,
        [...lengths].sort((a, b) => b - a),
      );
      this.#firsts.add(wanted.charCodeAt(0));
    }
  }

  /** The text with each secret replaced by its placeholder. */
  replaceIn(text: string): string {
    const parts: string[] = [];
    let copied = 0;
    for (const { index, secret, placeholder } of this.#matches(text)) {
      parts.push(text.slice(copied, index), placeholder);
      copied = index + secret.length;
    }
    return copied === 0 ? text : parts.join("") + text.slice(copied);
  }

  /** The secrets that occur in the text, in lower case. */
  foundIn(text: string): Set<string> {
    return new Set([...this.#matches(text)].map(({ secret }) => secret));
  }

  *#matches(text: string): Generator<{ index: number; secret: string; placeholder: string }> {
    const lower = asciiLowerCase(text);
    for (let index = 0; index < lower.length; index += 1) {
      if (!this.#firsts.has(lower.charCodeAt(index))) continue;
      const lengths = this.#lengths.get(lower.slice(index, index + START)) ?? [];
      const secret = lengths
        .map((length) => lower.slice(index, index + length))
        .find((candidate) => this.#placeholders.has(candidate));
      if (secret === undefined) continue;
      yield { index, secret, placeholder: this.#placeholders.get(secret) ?? "" };
      index += secret.length - 1;
    }
  }
}

/** Lower case of ASCII alone: no letter becomes two, so that places in both texts agree. */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

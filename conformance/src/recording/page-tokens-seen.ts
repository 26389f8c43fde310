/** Characters of tokens that are remembered. */
const MAX_REMEMBERED = 4 * 1024 * 1024;
/** A token of fewer characters holds no credential. */
const MIN_TOKEN = 16;

/**
 * The tokens that a target has given. Where they show credentials, one that the suite has altered may show all of a credential but for
 * the character that was changed, which nothing can be found by: it is told from those that were given, and replaced as a whole.
 */
export class PageTokensSeen {
  readonly #given = new Set<string>();
  readonly #altered = new Map<string, string>();
  #remembered = 0;
  #showCredentials = false;
  readonly #parameter: RegExp;

  /** @param parameter of the query that takes a token */
  constructor(parameter: string) {
    this.#parameter = new RegExp(`([?&]${parameter.replaceAll(/\W/g, "\\$&")}=)([^&#]*)`, "g");
  }

  /** @param showsCredential true for a token that a credential was found in */
  add(token: string, showsCredential: boolean): void {
    this.#showCredentials ||= showsCredential;
    if (this.#given.has(token) || this.#remembered + token.length > MAX_REMEMBERED) return;
    this.#given.add(token);
    this.#remembered += token.length;
  }

  /** A request's path and query with what replaces altered tokens. */
  withoutAltered(target: string): string {
    if (!this.#showCredentials) return target;
    return target.replace(this.#parameter, (whole, name: string, value: string) => {
      const token = decoded(value);
      return token.length < MIN_TOKEN || this.#given.has(token) ? whole : name + this.#placeholder(token);
    });
  }

  #placeholder(token: string): string {
    const placeholder = this.#altered.get(token) ?? `~altered-token-${this.#altered.size + 1}~`;
    this.#altered.set(token, placeholder);
    return placeholder;
  }
}

function decoded(value: string): string {
  return new URLSearchParams(`token=${value}`).get("token") ?? "";
}

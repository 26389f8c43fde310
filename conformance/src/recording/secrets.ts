/** Secrets shorter than this are replaced only where a `stream_key` member holds them: elsewhere they could be any text. */
const shortest = 6;

/**
 * Knows the secrets of a run and replaces each by one stable placeholder, `[key owner]` or `[stream-key 3]`,
 * in whatever spelling it turns up: plain, in another case, percent-encoded, with JSON or HTML escapes.
 */
export class Secrets {
  readonly #placeholders = new Map<string, string>();
  #pattern: RegExp | undefined;
  #streamKeys = 0;

  /** Adds an API key, or a wrong one made from it. */
  addKey(value: string, name: string): void {
    this.#add(value, `[key ${name}]`);
  }

  /** Adds the value of a header that whoever runs the suite wants sent along; it may be no secret, and is not shown. */
  addHeader(value: string, name: string): void {
    this.#add(value, `[header ${name}]`);
  }

  /** Adds a stream key; the first one becomes `[stream-key 1]`. */
  addStreamKey(value: string): void {
    if (value.length === 0 || this.#placeholders.has(normalised(value)) || /^\[stream-key \d+\]$/.test(value)) return;
    this.#streamKeys += 1;
    this.#add(value, `[stream-key ${this.#streamKeys}]`);
  }

  /** Adds every `stream_key` that a body shows, also one that is not JSON to the end. */
  learnFrom(body: string): void {
    for (const match of body.matchAll(streamKeyMember)) {
      const value = unquote(match[2] ?? "");
      if (value !== undefined) this.addStreamKey(value);
    }
  }

  /** The text with every secret replaced. */
  redact(text: string): string {
    const inMembers = text.replace(streamKeyMember, (whole, head: string, quoted: string) => {
      const value = unquote(quoted);
      const placeholder = value === undefined ? undefined : this.#placeholders.get(normalised(value));
      return placeholder === undefined ? whole : `${head}"${placeholder}"`;
    });
    const pattern = this.#compiled();
    return pattern === undefined
      ? inMembers
      : inMembers.replace(pattern, (found) => this.#placeholders.get(normalised(found)) ?? "[secret]");
  }

  #add(value: string, placeholder: string): void {
    if (value.length === 0 || this.#placeholders.has(normalised(value))) return;
    for (const spelling of spellings(value)) {
      if (!this.#placeholders.has(normalised(spelling))) this.#placeholders.set(normalised(spelling), placeholder);
    }
    this.#pattern = undefined;
  }

  #compiled(): RegExp | undefined {
    if (this.#pattern) return this.#pattern;
    const long = [...this.#placeholders.keys()].filter((secret) => secret.length >= shortest);
    if (long.length === 0) return undefined;
    this.#pattern = new RegExp(groupedByStart(long), "gi");
    return this.#pattern;
  }
}

const streamKeyMember = /("stream_key"\s*:\s*)("(?:[^"\\]|\\.)*")/g;

function normalised(secret: string): string {
  return secret.toLowerCase();
}

function unquote(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const base64 = Buffer.from(secret, "utf8");
  return [
    ...new Set([
      secret,
      json,
      json.replaceAll("/", "\\/"),
      encodeURIComponent(secret),
      html,
      base64.toString("base64"),
      base64.toString("base64url"),
    ]),
  ];
}

// Longest first, so that a key is not cut by its own prefix; grouped by the first characters, so that a text without
// secrets fails fast at every position however many there are.
function groupedByStart(secrets: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    const start = secret.slice(0, 4);
    groups.set(start, [...(groups.get(start) ?? []), secret.slice(4)]);
  }
  return [...groups].map(([start, rests]) => `${escaped(start)}(?:${rests.map(escaped).join("|")})`).join("|");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

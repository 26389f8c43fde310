import { percentEncoded } from "../transport/percent-encoded.ts";
import { asciiLowerCase, SecretFinder, SHORTEST_SECRET } from "./secret-finder.ts";

/**
 * Knows the secrets of a run and replaces each by one stable placeholder, `[key owner]` or `[stream-key 3]`, in whatever
 * spelling it turns up: plain, in another case, percent-encoded, with JSON or HTML escapes, in base64.
 *
 * A stream key that could be ordinary text (short, a plain word, a word of the contract, part of an id) is replaced where a
 * `stream_key` member holds it and nowhere else: its replacement would make other text of what the server really said.
 */
export class Secrets {
  /** Every secret in lower case, for a value that is nothing but the secret. */
  readonly #placeholders = new Map<string, string>();
  /** Every secret as it was learnt, by its lower case. */
  readonly #learnt = new Map<string, string>();
  readonly #keys: (readonly [secret: string, placeholder: string])[] = [];
  readonly #streamKeys: (readonly [secret: string, placeholder: string])[] = [];
  readonly #ids = new Set<string>();
  #finder: SecretFinder | undefined;

  /** Adds an API key, or a wrong one made from it. */
  addKey(value: string, name: string): void {
    this.#add(this.#keys, value, `[key ${name}]`);
  }

  /** Adds the value of a header that whoever runs the suite wants sent along; it may be no secret, and is not shown. */
  addHeader(value: string, name: string): void {
    this.#add(this.#keys, value, `[header ${name}]`);
  }

  /** Adds a stream key; the first one becomes `[stream-key 1]`. */
  addStreamKey(value: string): void {
    if (!/^\[stream-key \d+(?:, in another case)?\]$/.test(value))
      this.#add(this.#streamKeys, value, `[stream-key ${this.#streamKeys.length + 1}]`);
  }

  /** Adds every `stream_key` that a body shows, also one that is not JSON to the end; and its ids, which are no secrets. */
  learnFrom(body: string): void {
    for (const [, quotedName = "", , quotedValue = ""] of body.matchAll(stringMember)) {
      const name = unquote(quotedName);
      const value = unquote(quotedValue);
      if (value === undefined) continue;
      if (name === "stream_key") this.addStreamKey(value);
      if ((name === "id" || name === "entity_id") && uuid.test(value)) this.addId(value);
    }
  }

  /** The text with every secret replaced. */
  redact(text: string): string {
    const inMembers = text.replace(stringMember, (whole, name: string, colon: string, quoted: string) => {
      const value = unquote(name) === "stream_key" ? unquote(quoted) : undefined;
      const placeholder = value === undefined ? undefined : this.#placeholderOfMember(value);
      return placeholder === undefined ? whole : `${name}${colon}"${placeholder}"`;
    });
    return this.#everywhere().replaceIn(inMembers.includes("\\") ? this.#redactEscaped(inMembers) : inMembers);
  }

  /** A value that may be nothing but a secret, such as the `Authorization` header, however short. */
  redactValue(value: string): string {
    return this.#placeholders.get(asciiLowerCase(value)) ?? this.redact(value);
  }

  // A stream key in another case is another one: whoever compares pages has to see that, and not the key.
  #placeholderOfMember(value: string): string | undefined {
    const known = asciiLowerCase(value);
    const placeholder = this.#placeholders.get(known);
    return placeholder === undefined || this.#learnt.get(known) === value
      ? placeholder
      : placeholder.replace("]", ", in another case]");
  }

  // A string may spell any of its characters as an escape.
  #redactEscaped(text: string): string {
    return text.replace(escapedString, (quoted) => {
      const value = unquote(quoted);
      if (value === undefined) return quoted;
      const redacted = this.#everywhere().replaceIn(value);
      return redacted === value ? quoted : JSON.stringify(redacted);
    });
  }

  #add(list: (readonly [string, string])[], value: string, placeholder: string): void {
    const known = asciiLowerCase(value);
    if (value.length === 0 || this.#placeholders.has(known)) return;
    this.#placeholders.set(known, placeholder);
    this.#learnt.set(known, value);
    list.push([value, placeholder]);
    this.#finder = undefined;
  }

  /** Adds an id: a stream key that is one, or a part of one, is no secret there. Of bodies, only UUIDs are taken for ids. */
  addId(id: string): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.#finder = undefined;
  }

  #everywhere(): SecretFinder {
    this.#finder ??= this.#makeFinder();
    return this.#finder;
  }

  #makeFinder(): SecretFinder {
    const telling = this.#streamKeys.filter(([key]) => isTelling(key));
    const inIds = new SecretFinder(telling).foundIn([...this.#ids].join("\n"));
    const own = telling.filter(([key]) => !inIds.has(asciiLowerCase(key)));
    const all = [...this.#keys, ...own];
    return new SecretFinder(
      all.flatMap(([secret, placeholder]) => spellings(secret).map((spelling) => [spelling, placeholder] as const)),
    );
  }
}

const stringMember = /("(?:[^"\\]|\\.)*")(\s*:\s*)("(?:[^"\\]|\\.)*")/g;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const escapedString = /"(?:[^"\\]|\\.)*"/g;

// Text that stands in requests and answers whatever the keys are.
const vocabulary =
  "/v1/live_entities/live_sessions?page_size=&page_token= entity_id stream_key created_at updated_at duration next_page_token " +
  "message error_type invalid_request_error api_error authentication_error rate_limit_error api_connection_error video_error " +
  "application/json; charset=utf-8 text/html cache-control content-type content-length no-store if-none-match www-authenticate " +
  "live-sessions-conformance";

const kindsOfCharacter: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

const longestWord = 16;

// Characters of two kinds, or many, so that neither a word nor a number of an error message is taken for a secret.
function isTelling(streamKey: string): boolean {
  const kinds = kindsOfCharacter.filter((kind) => kind.test(streamKey)).length;
  const isLikeNoWord = kinds > 1 || streamKey.length >= longestWord;
  return streamKey.length >= SHORTEST_SECRET && isLikeNoWord && !vocabulary.includes(asciiLowerCase(streamKey));
}

function unquote(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

// Escapers differ in how they write an apostrophe, and some leave it, or >, as it is.
function inHtml(secret: string): string[] {
  const least = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const most = least.replaceAll(">", "&gt;");
  return [least, most, ...["&#39;", "&#039;", "&#x27;", "&apos;"].map((quote) => most.replaceAll("'", quote))];
}

function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const percent = percentEncoded(secret);
  const bytes = Buffer.from(secret, "utf8");
  return [
    ...new Set([
      secret,
      json,
      json.replaceAll("/", "\\/"),
      percent,
      // RFC 3986 reserves these too, and some encoders escape them.
      percent.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
      // As a form is encoded.
      new URLSearchParams([["", secret]]).toString().slice(1),
      ...inHtml(secret),
      bytes.toString("base64"),
      bytes.toString("base64url"),
    ]),
  ];
}

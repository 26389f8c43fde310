import { pointerParts } from "../profile/json-pointer.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import { liveSessionsProfile } from "../profile/live-sessions/live-sessions-profile.ts";
import { MEMBERS } from "../profile/live-sessions/members.ts";
import { PageTokensSeen } from "./page-tokens-seen.ts";
import { quotedStrings, unquoted } from "./quoted-strings.ts";
import { asciiLowerCase, type FoundSecret, SecretFinder } from "./secret-finder.ts";
import { barePartOf, spellingsOf } from "./secret-spellings.ts";
import { isTelling } from "./telling-text.ts";
import { unescapedText } from "./unescaped-text.ts";

type Entry = readonly [secret: string, placeholder: string];

/** JSON in JSON texts, and escapes of escapes, are undone so often. */
const MAX_DEPTH = 3;
/** Characters of stream keys that are looked for everywhere; what a server shows beyond them is replaced in its members alone. */
const MAX_LEARNT = 1024 * 1024;
/** Secrets that are also looked for in base64 of base64. */
const MAX_TWICE = 1000;

/**
 * Knows the secrets of a run and replaces each by one stable placeholder, `[key owner]` or `[stream-key 3]`, in whatever
 * spelling it turns up: plain, in another case, with escapes of URLs, JSON or HTML, in hexadecimal digits, in base64.
 *
 * A stream key that could be ordinary text (short, a plain word, a word of the contract, part of an id) is replaced where its
 * member holds it and nowhere else: its replacement would make other text of what the server really said.
 *
 * All of it takes time in proportion to the text, whatever the text is.
 */
export class Secrets {
  /** Every secret in lower case, for a value that is nothing but the secret. */
  readonly #placeholders = new Map<string, string>();
  /** Every secret as it was learnt, by its lower case. */
  readonly #learnt = new Map<string, string>();
  readonly #keys: Entry[] = [];
  readonly #streamKeys: Entry[] = [];
  /** Values of further headers, by the header's name. */
  readonly #headers = new Map<string, string>();
  readonly #ids = new Set<string>();
  readonly #tokens: PageTokensSeen;
  /** The member of a page that holds the next one's token, and those of items that hold stream keys. */
  readonly #tokenMember: string | undefined;
  readonly #keyMembers: ReadonlySet<string | undefined>;
  #learntCharacters = 0;
  #isFull = false;
  #finder: SecretFinder | undefined;

  constructor({ paging, secrets }: ListProfile = liveSessionsProfile()) {
    this.#tokens = new PageTokensSeen(paging.cursorParam ?? "");
    this.#tokenMember = memberOf(paging.nextCursor ?? "");
    this.#keyMembers = new Set(secrets.map(memberOf));
  }

  /** Adds an API key, or a wrong one made from it. */
  addKey(value: string, name: string): void {
    this.#add(this.#keys, value, `[key ${name}]`);
    const bare = barePartOf(value);
    if (bare !== undefined && isTelling(bare)) this.#add(this.#keys, bare, `[key ${name}]`);
  }

  /**
   * Adds the value of a header that the caller wants sent along; it may be no secret, and is not shown. One that could
   * be ordinary text is replaced where that header holds it, or a member of that name, and nowhere else.
   *
   * @param name in lower case
   */
  addHeader(value: string, name: string): void {
    this.#headers.set(name, value);
    if (isTelling(value)) this.#add(this.#keys, value, `[header ${name}]`);
  }

  /** Adds the value of a member of an item that a list profile names as a secret; the first one becomes `[secret 1]`. */
  addItemSecret(value: string): void {
    if (!/^\[secret \d+\]$/.test(value)) this.#add(this.#keys, value, `[secret ${this.#keys.length + 1}]`);
  }

  /** Adds a stream key; the first one becomes `[stream-key 1]`. */
  addStreamKey(value: string): void {
    this.#isFull ||= this.#learntCharacters + value.length > MAX_LEARNT;
    if (!this.#isFull && !isPlaceholder(value))
      this.#add(this.#streamKeys, value, `[stream-key ${this.#streamKeys.length + 1}]`);
  }

  /** Adds an id: a stream key that is one, or a part of one, is no secret there. Of bodies, only UUIDs are taken for ids. */
  addId(id: string): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.#finder = undefined;
  }

  /** Adds every stream key that a body shows, also one that is not JSON to the end; and its ids, which are not secrets. */
  learnFrom(body: string, depth = 0): void {
    for (const { start, end, valueStart, valueEnd } of quotedStrings(body)) {
      if (valueStart !== undefined) this.#learnMember(body.slice(start, end), body.slice(valueStart, valueEnd));
      const quoted = body.slice(start, end);
      const inside = depth < MAX_DEPTH && quoted.includes('\\"') ? unquoted(quoted) : undefined;
      if (inside !== undefined) this.learnFrom(inside, depth + 1);
    }
  }

  /** The text with every secret replaced. */
  redact(text: string): string {
    return this.#hidden(this.#redactMembers(text), inBrackets);
  }

  /** A page token with every secret replaced by a placeholder that may stand there as it is. */
  redactToken(text: string): string {
    return this.#hidden(text, forUrls);
  }

  /** A request's path and query, as {@link redactToken}. */
  redactTarget(target: string): string {
    return this.redactToken(this.#tokens.withoutAltered(target));
  }

  /** False for a body that has no member of a page that holds a token. */
  mayHoldToken(body: Buffer): boolean {
    return this.#tokenMember !== undefined && body.includes(this.#tokenMember);
  }

  /** To be called once everything is learnt: tells the tokens that a body gives from those that the suite has made of them. */
  noteTokens(body: string): void {
    for (const { start, end, valueStart, valueEnd } of quotedStrings(body)) {
      if (valueStart === undefined || unquoted(body.slice(start, end)) !== this.#tokenMember) continue;
      const token = unquoted(body.slice(valueStart, valueEnd));
      if (token !== undefined) this.#tokens.add(ownCopy(token), this.#findIn(token).length > 0);
    }
  }

  /** A value that may be nothing but a secret, such as the `Authorization` header, however short. */
  redactValue(value: string): string {
    return this.#placeholders.get(asciiLowerCase(value)) ?? this.redact(value);
  }

  /** The value of a header, of a request or an answer. @param name in lower case */
  redactHeader(name: string, value: string): string {
    if (name === "authorization") return this.redactValue(value);
    return this.#headerPlaceholder(name, value) ?? this.redact(value);
  }

  #learnMember(quotedName: string, quotedValue: string): void {
    const name = unquoted(quotedName);
    const isKey = this.#keyMembers.has(name);
    if (!isKey && name !== "id" && name !== MEMBERS.collectionId) return;
    const value = unquoted(quotedValue);
    if (value === undefined) return;
    if (isKey) this.addStreamKey(ownCopy(value));
    else if (uuid.test(value)) this.addId(ownCopy(value));
  }

  // What stands in for a member's value is chosen by the member's name.
  #redactMembers(text: string): string {
    const parts: string[] = [];
    let copied = 0;
    for (const { start, end, valueStart, valueEnd } of quotedStrings(text)) {
      if (valueStart === undefined) continue;
      const replacement = this.#memberValue(unquoted(text.slice(start, end)), text.slice(valueStart, valueEnd));
      if (replacement === undefined) continue;
      parts.push(text.slice(copied, valueStart), replacement);
      copied = valueEnd;
    }
    return copied === 0 ? text : parts.join("") + text.slice(copied);
  }

  #memberValue(name: string | undefined, quoted: string): string | undefined {
    if (name === undefined) return undefined;
    if (name === this.#tokenMember) return this.redactToken(quoted);
    const isKey = this.#keyMembers.has(name);
    if (!isKey && !this.#headers.has(asciiLowerCase(name))) return undefined;
    const value = unquoted(quoted);
    if (value === undefined) return undefined;
    const placeholder = isKey ? this.#placeholderOfMember(value) : this.#headerPlaceholder(asciiLowerCase(name), value);
    return placeholder === undefined ? undefined : `"${placeholder}"`;
  }

  // A stream key in another case is another one: a reader who compares pages has to see that, and not the key.
  #placeholderOfMember(value: string): string | undefined {
    const lower = asciiLowerCase(value);
    const placeholder = this.#placeholders.get(lower);
    if (placeholder === undefined && this.#isFull && value !== "" && !isPlaceholder(value))
      return "[stream-key of many]";
    return placeholder === undefined || this.#learnt.get(lower) === value
      ? placeholder
      : placeholder.replace("]", ", in another case]");
  }

  #headerPlaceholder(name: string, value: string): string | undefined {
    return this.#headers.get(name) === value ? `[header ${name}]` : undefined;
  }

  #hidden(text: string, write: WritePlaceholder): string {
    const found = this.#findIn(text);
    if (found.length === 0) return text;
    const parts: string[] = [];
    let copied = 0;
    for (const { start, end, placeholder, secret } of withoutOverlaps(found)) {
      parts.push(text.slice(copied, start), write(placeholder, secret));
      copied = end;
    }
    return parts.join("") + text.slice(copied);
  }

  // As it stands, then with its escapes undone, and theirs.
  #findIn(text: string): Found[] {
    const finder = this.#everywhere();
    const found: Found[] = [];
    let layer = text;
    let starts: Uint32Array | undefined;
    for (let depth = 0; ; depth += 1) {
      for (const { start, end, placeholder } of finder.find(layer)) {
        const secret = layer.slice(start, end);
        found.push({ start: starts?.[start] ?? start, end: starts?.[end] ?? end, placeholder, secret });
      }
      const next = depth < MAX_DEPTH ? unescapedText(layer) : undefined;
      if (next === undefined) return found;
      layer = next.text;
      const outer = starts;
      starts = outer === undefined ? next.starts : next.starts.map((start) => outer[start] ?? start);
    }
  }

  #add(list: Entry[], value: string, placeholder: string): void {
    const lower = asciiLowerCase(value);
    if (value.length === 0 || this.#placeholders.has(lower)) return;
    this.#placeholders.set(lower, placeholder);
    this.#learnt.set(lower, value);
    this.#learntCharacters += value.length;
    list.push([value, placeholder]);
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
    return new SecretFinder(spelt([...this.#keys, ...own]));
  }
}

function memberOf(pointer: string): string | undefined {
  return pointerParts(pointer).at(-1);
}

/** The same text, as one that does not keep the body alive that it was cut out of. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

interface Found extends FoundSecret {
  /** The secret as it is spelt, escapes undone. */
  readonly secret: string;
}

type WritePlaceholder = (placeholder: string, secret: string) => string;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isPlaceholder(text: string): boolean {
  return /^\[stream-key (?:\d+(?:, in another case)?|of many)\]$/.test(text);
}

function inBrackets(placeholder: string): string {
  return placeholder;
}

/** `~stream-key-3~`, unless the secret itself could not stand in a URL: then neither can what stands in its place. */
function forUrls(placeholder: string, secret: string): string {
  if (!/^[A-Za-z0-9._~-]*$/.test(secret)) return placeholder;
  return `~${placeholder.slice(1, -1).replaceAll(/[^A-Za-z0-9._-]+/g, "-")}~`;
}

function* spelt(entries: readonly Entry[]): Generator<Entry> {
  for (const [index, [secret, placeholder]] of entries.entries())
    for (const spelling of spellingsOf(secret, index < MAX_TWICE)) yield [spelling, placeholder];
}

// Of two that overlap, which is one in two spellings or one that begins like another, the longer one tells which it is.
function withoutOverlaps(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const next of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || next.start >= last.end) kept.push(next);
    else if (next.end > last.end) {
      const longer = next.end - next.start > last.end - last.start ? next : last;
      kept[kept.length - 1] = { ...longer, start: last.start, end: next.end };
    }
  }
  return kept;
}
